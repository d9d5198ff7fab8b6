// What kept-build.js has, for TypeScript.
export const KEPT: string
export const BESIDE: readonly string[]
export const stampOf: (path: string) => string
export const findBuild: () => string | null
export const useBuild: (folder: string) => void
