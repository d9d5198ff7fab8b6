// Words and turns of phrase that only Russian has, by what they stand for: "list.concept".
export const RUSSIAN: Readonly<Record<string, string>> = {}
