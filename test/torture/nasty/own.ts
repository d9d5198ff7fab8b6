// What the desk's own page says with each request.
export const OWN_HEADERS = { 'content-type': 'application/json', 'x-winback-desk': '1' }
