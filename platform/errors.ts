/** The seven kinds of failure a caller can act on; each door translates them once. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many'
  | 'unavailable'

const brand = Symbol.for('navette.AppError')

/** A failure with a stable `reason`, which is also the translation key `errors.<reason>`; `values` fill its placeholders. */
export class AppError extends Error {
  readonly [brand] = true
  readonly code: ErrorCode
  readonly reason: string
  readonly values: Record<string, string | number>

  constructor(code: ErrorCode, reason: string, values: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(`${code}: ${reason}`, options)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.values = values
  }
}

/** Recognises an AppError by its brand: bundles may hold two copies of the class. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && brand in error
}
