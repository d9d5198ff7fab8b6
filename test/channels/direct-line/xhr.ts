// As much of a browser's XMLHttpRequest as botframework-directlinejs asks for, over Node's own fetch: Node has none.

export class Xhr {
  readyState = 0
  status = 0
  responseType = ''
  response: unknown = null
  responseText = ''
  timeout = 0
  withCredentials = false
  onreadystatechange: (() => void) | null = null
  onerror: ((error: unknown) => void) | null = null
  ontimeout: (() => void) | null = null
  upload = {}
  #control = new AbortController()
  #asked = { method: 'GET', url: '' }
  #headers: Record<string, string> = {}
  #answered: Headers | null = null

  open(method: string, url: string): void {
    this.#asked = { method, url }
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value
  }
  getResponseHeader(name: string): string | null {
    return this.#answered?.get(name) ?? null
  }
  abort(): void {
    this.#control.abort()
  }
  async send(body?: BodyInit): Promise<void> {
    const { method, url } = this.#asked
    try {
      const answer = await fetch(url, {
        ...{ method, headers: this.#headers, signal: this.#control.signal },
        ...(body !== undefined && { body }),
      })
      this.#answered = answer.headers
      this.status = answer.status
      if (this.responseType === 'arraybuffer') this.response = await answer.arrayBuffer()
      else {
        this.responseText = await answer.text()
        this.response =
          this.responseType === 'json' ? JSON.parse(this.responseText || 'null') : this.responseText
      }
    } catch (error) {
      // As a browser does where nobody answers: status 0.
      if (!this.#control.signal.aborted) this.onerror?.(error)
      return
    }
    this.readyState = 4
    this.onreadystatechange?.()
  }
}
