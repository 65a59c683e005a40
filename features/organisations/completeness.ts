import type { ProfileFacts } from './profile.ts'

/** What a sheet may say, in the order it serves most: a point is said or not, and each has a reason. */
export const sheetPoints = [
  'contactEmail',
  'council',
  'strengths',
  'priorities',
  'languages',
  'competences',
  'developmentPlan',
  'officials',
] as const
export type SheetPoint = (typeof sheetPoints)[number]

/** Which points of its sheet an organisation has said. */
export function judgeSheet(facts: ProfileFacts, officials: number): { point: SheetPoint; said: boolean }[] {
  const said: Record<SheetPoint, boolean> = {
    contactEmail: facts.contactEmail !== null,
    council: facts.councilStatus !== null && facts.councilSince !== null && facts.councilSource !== '',
    strengths: facts.strengths !== '',
    priorities: facts.priorities.length > 0,
    languages: facts.languages.length > 0,
    competences: facts.competences.length > 0,
    developmentPlan: facts.developmentPlan !== '' || facts.developmentPlanUrl !== null,
    officials: officials > 0,
  }
  return sheetPoints.map((point) => ({ point, said: said[point] }))
}
