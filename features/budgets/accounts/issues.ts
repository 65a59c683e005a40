import type { Issue } from '../../../packages/totem/types.ts'

/** Something odd in what was brought, told once for all lines alike: its rule, the first line, how many times. */
export type AccountIssue = { rule: string; line: number; count: number; values: Record<string, string | number> }

/** Issues of a budget of a file, alike ones together; `at` is its place among the budgets of the file. */
export function gatherIssues(issues: readonly Issue[], at: number, several: boolean): AccountIssue[] {
  const skipped = issues.some(({ effect }) => effect === 'budgetSkipped')
  const ours = issues.filter(({ path }) => !several || skipped || !isOfAnother(path, at))
  return [...Map.groupBy(ours, ({ rule, effect }) => `${rule} ${effect}`).values()].flatMap((alike) => {
    const [first] = alike
    return first ? [{ rule: first.rule, line: first.line, count: alike.length, values: first.params }] : []
  })
}

const isOfAnother = (path: string, at: number) => path.startsWith('Budget[') && !path.startsWith(`Budget[${at + 1}]`)
