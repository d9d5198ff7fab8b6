// A new id for something that this page does once. Works outside secure contexts too, where randomUUID is missing.

export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(15)), (byte) => byte.toString(36).padStart(2, '0')).join(
    '',
  )
