// The bytes of the texts that the product itself brings. Knows no YAML.
import { readFileSync } from 'node:fs'
import type { Lang } from '../core/meaning.ts'

export const ownTextOf = (lang: Lang): string =>
  readFileSync(new URL(`../text/bot/${lang}.yaml`, import.meta.url), 'utf8')
