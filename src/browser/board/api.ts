// The board speaking to the server. Refusals come as the desk's: it is the same sign-in.
import { Refused } from '../desk/api.ts'
import type { Refusal } from '../desk/types.ts'
import type { Board, Digests } from './types.ts'

const ask = async <T>(path: string): Promise<T> => {
  const response = await fetch(`/desk/api${path}`, { headers: { 'x-winback-desk': '1' } })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer as Refusal)
  return answer as T
}

export const boardApi = {
  report: (campaign: string, by: string, from: string | null): Promise<Board> => {
    const query = new URLSearchParams({ by, ...(from !== null && { from }) })
    return ask<Board>(`/reports${campaign ? `/${encodeURIComponent(campaign)}` : ''}?${query}`)
  },
  digests: (): Promise<Digests> => ask<Digests>('/digests'),
}
