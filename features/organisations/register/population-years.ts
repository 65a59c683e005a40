/** The year each population of the register refers to: it is not the same for all (see db/seeds/README.md). */
export type PopulationYears = {
  ofCommunes: (departement: string) => number
  ofGroupings: (departement: string | null) => number
}

type Line = { package_version: string; scope: string; year: string }

/** Reads the years for one version of the register; a version nobody wrote the years down for stops the load. */
export function readPopulationYears(lines: readonly Line[], version: string): PopulationYears {
  const years = new Map(
    lines.filter((line) => line.package_version === version).map((line) => [line.scope, Number(line.year)]),
  )
  const communes = years.get('communes')
  const groupings = years.get('epci')
  if (!communes || !groupings)
    throw new Error(`population years of the register ${version} are not in db/seeds/population-years.csv`)
  return {
    ofCommunes: (departement) => years.get(departement) ?? communes,
    // Where a census of its own is the only one, the groupings hold it too.
    ofGroupings: (departement) => years.get(departement ?? '') ?? groupings,
  }
}
