import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link: 32 random bytes, safe in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: whoever reads the database cannot use the link. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
