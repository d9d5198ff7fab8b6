// Words and turns of phrase that only Ukrainian has, by what they stand for: "list.concept".
export const UKRAINIAN: Readonly<Record<string, string>> = {}
