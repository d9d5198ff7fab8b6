// The keys of the shops that tests start.
export const KEYS = { page: 'pk_test_0123456789abcdef', secret: 'sk_test_0123456789abcdef' }
