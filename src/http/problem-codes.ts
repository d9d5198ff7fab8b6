// Every code that a problem of /v1 may have, with its status and what it means. A code never changes its meaning.

export const PROBLEM_CODES = {
  invalid_json: { status: 400, means: 'The body is not valid JSON in UTF-8' },
  invalid_gzip: { status: 400, means: 'The body is not what its Content-Encoding says' },
  invalid_input: { status: 400, means: 'Some of what was sent does not fit; `errors` names each path' },
  unknown_event: { status: 400, means: 'No event has this name; `errors` names those that are known' },
  in_the_future: { status: 400, means: 'A fact from more than five minutes ahead' },
  idempotency_key: { status: 400, means: 'An Idempotency-Key header is needed' },
  bad_request: { status: 400, means: 'The request could not be read' },
  key: { status: 401, means: 'No key, or one that is not known' },
  page_key: { status: 403, means: 'The page key may not do this: use the secret key, from your server' },
  secret_in_browser: { status: 403, means: 'The secret key was used by a page: everybody can read it there' },
  origin: { status: 403, means: 'Pages of this origin may not use the page key (WINBACK_ORIGINS)' },
  not_found: { status: 404, means: 'There is no such page' },
  unknown_shopper: { status: 404, means: 'There is no such redemption or shopper' },
  no_such_campaign: { status: 404, means: 'There is no campaign of this name' },
  method: { status: 405, means: 'This address takes another method; see Allow' },
  upgrade_required: { status: 426, means: 'This address is a WebSocket' },
  too_slow: { status: 408, means: 'The request did not come in whole within a minute' },
  id_reused: { status: 409, means: 'Something else was sent under this id in the last 30 days' },
  code_not_found: { status: 409, means: 'The code is not known, or not this shopper\u2019s' },
  code_expired: { status: 409, means: 'The code has expired' },
  code_redeemed: { status: 409, means: 'The code has been used' },
  code_revoked: { status: 409, means: 'The code was withdrawn' },
  code_minimum: { status: 409, means: 'The order is too small; `missing` says by how much' },
  code_nothing_to_discount: { status: 409, means: 'The code takes nothing off this order' },
  too_large: { status: 413, means: 'The body, or what it unpacks to, is larger than 1 MB' },
  media_type: { status: 415, means: 'Send JSON' },
  encoding: { status: 415, means: 'Send the body plain or with gzip' },
  not_elsewhere: { status: 422, means: 'No campaign of this name has `start: { on: elsewhere }`' },
  too_old: { status: 422, means: 'It happened more than 30 days ago' },
  headers_too_large: { status: 431, means: 'The headers are larger than 16 KB' },
  too_many_requests: { status: 429, means: 'Too many requests from this address; see Retry-After' },
  too_many_tries: { status: 429, means: 'This shopper tried too many wrong codes; see Retry-After' },
  defect: { status: 500, means: 'Something went wrong on our side' },
  parked: { status: 500, means: 'The event met a defect of ours; it is kept and can be looked at' },
  store: { status: 503, means: 'It could not be kept: send it again in a moment' },
  stopping: { status: 503, means: 'The server is going down: send it again in a moment' },
  not_ready: { status: 503, means: 'The server can do no work now' },
} as const satisfies Record<string, { readonly status: number; readonly means: string }>

export type ProblemCode = keyof typeof PROBLEM_CODES

/** Any route of /v1 may answer these. */
export const ANYWHERE = [
  ...['invalid_json', 'invalid_gzip', 'invalid_input', 'key', 'secret_in_browser', 'too_large'],
  ...['media_type', 'encoding', 'too_many_requests', 'defect', 'store', 'stopping'],
] as readonly ProblemCode[]
