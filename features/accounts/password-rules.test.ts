import { describe, expect, it } from 'vitest'
import { findPasswordProblem } from './password-rules.ts'

const owner = { email: 'helene.dupre@chambery.example', name: 'Hélène Dupré' }

describe('a password', () => {
  it.each([
    ['courte-2026', 'password_too_short'],
    ['été'.repeat(3), 'password_too_short'],
    ['x'.repeat(129), 'password_too_long'],
    ['aaaaaaaaaaaa', 'password_too_simple'],
    ['121212121212', 'password_too_simple'],
    ['Dupre-la-navette-42', 'password_is_you'],
    ['DUPRÉ-la-navette-42', 'password_is_you'],
    ['un pont a Chambery!', 'password_is_you'],
    ['quatre barques bleues', null],
    ['四つの青い小舟と川と海と空', null],
  ])('%s: %s', (password, problem) => {
    expect(findPasswordProblem(password, owner)).toBe(problem)
  })
})
