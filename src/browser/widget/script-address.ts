// The address of our second script, as pages with Trusted Types want it: by a policy called "winback".

type Policy = { readonly createScriptURL: (url: string) => string }
type Types = { readonly createPolicy: (name: string, rules: Policy) => Policy }

let policy: Policy | undefined

/** The policy is made when it is first wanted: a page that only shows the bubble need not allow it. */
export const scriptAddress = (url: string): string => {
  try {
    policy ??= (window as { trustedTypes?: Types }).trustedTypes?.createPolicy('winback', {
      createScriptURL: (given) => given,
    })
  } catch {
    // A page that lists policies and not ours need not want them for scripts.
  }
  return policy?.createScriptURL(url) ?? url
}
