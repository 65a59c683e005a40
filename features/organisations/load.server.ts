import type { Ctx } from '../../platform/context.ts'
import { loadCountries, loadDisputedPlaces } from './register/countries.server.ts'
import { loadGazetteer, loadPlaceAliases, type PlaceFilter } from './register/gazetteer.server.ts'
import { loadIncomeGroups } from './register/income-groups.server.ts'
import { loadRegister, type RegisterFilter } from './register/register.server.ts'
import { loadSources } from './register/sources.server.ts'

/** The parts of the reference data, in the order they are loaded. */
export const referenceSteps = [
  'sources',
  'countries',
  'disputedPlaces',
  'incomeGroups',
  'gazetteer',
  'placeAliases',
  'register',
] as const
export type ReferenceStep = (typeof referenceSteps)[number]

/** Told before each step (`done` steps of `total` are behind) and once at the end with step null. */
export type LoadProgress = (progress: { step: ReferenceStep | null; done: number; total: number }) => void

/** Only a part of the world, for tests: the same code on fewer rows. */
export type ReferenceSelection = { places: PlaceFilter; register: RegisterFilter }

/**
 * Brings countries, gazetteer, disputed places, income groups and the register of French authorities up to the data
 * files of this version; what did not change is left alone. Answers which steps changed something, so that the caller
 * publishes and raises the data version.
 */
export async function loadReferenceData(
  ctx: Ctx,
  onProgress: LoadProgress = () => undefined,
  selection: ReferenceSelection | null = null,
): Promise<ReferenceStep[]> {
  const load: Record<ReferenceStep, () => Promise<boolean>> = {
    sources: () => loadSources(ctx),
    countries: () => loadCountries(ctx),
    disputedPlaces: () => loadDisputedPlaces(ctx),
    incomeGroups: () => loadIncomeGroups(ctx),
    gazetteer: () => loadGazetteer(ctx, selection?.places ?? null),
    placeAliases: () => loadPlaceAliases(ctx),
    register: () => loadRegister(ctx, selection?.register ?? null),
  }
  const changed: ReferenceStep[] = []
  for (const [done, step] of referenceSteps.entries()) {
    onProgress({ step, done, total: referenceSteps.length })
    if (await load[step]()) changed.push(step)
  }
  onProgress({ step: null, done: referenceSteps.length, total: referenceSteps.length })
  return changed
}
