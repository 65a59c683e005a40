import type { Issue } from './types.ts'

/** How many issues are listed at most; the others are only counted. */
export const ISSUE_LIMIT = 200

/** Keeps the first issues of a reading and counts them all. */
export type IssueList = { readonly issues: Issue[]; readonly count: number; add(issue: Issue): void }

/** Starts an empty list that keeps the first `limit` issues and counts every one. */
export function startIssueList(limit: number = ISSUE_LIMIT): IssueList {
  const issues: Issue[] = []
  let count = 0
  return {
    issues,
    get count() {
      return count
    },
    add(issue) {
      count += 1
      if (issues.length < limit) issues.push(issue)
    },
  }
}
