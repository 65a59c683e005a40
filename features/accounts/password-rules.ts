/** Why a password is refused: a translation key of `errors`. */
export type PasswordProblem = 'password_too_short' | 'password_too_long' | 'password_too_simple' | 'password_is_you'

/** How long a password is, at least and at most. */
export const passwordLength = { least: 12, most: 128 } as const
const fewestSigns = 6

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Says what is wrong with a password, or null: long enough, not one sign over and over, nothing anybody knows of its owner. */
export function findPasswordProblem(password: string, owner: { email: string; name: string }): PasswordProblem | null {
  if ([...password].length < passwordLength.least) return 'password_too_short'
  if (password.length > passwordLength.most) return 'password_too_long'
  if (new Set(plain(password)).size < fewestSigns) return 'password_too_simple'
  const known = `${owner.email} ${owner.name}`.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4)
  const typed = plain(password)
  return known.some((word) => typed.includes(plain(word))) ? 'password_is_you' : null
}
