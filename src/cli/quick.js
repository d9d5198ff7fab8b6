// The quick way in: what `npm run build` made of the sources, or the sources where it was not run. Plain JavaScript, since to
// load what takes types out costs a quarter of a bare start. What Node has compiled is kept from one start to the next:
// NODE_DISABLE_COMPILE_CACHE=1 turns that off, NODE_COMPILE_CACHE says where it lies.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'

enableCompileCache()
const built = new URL('../../dist/winback.js', import.meta.url)
await import(existsSync(built) ? built.href : './verbs.ts')
