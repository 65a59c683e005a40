import { OpenAPIHono } from '@hono/zod-openapi'
import type { Door } from '../door.ts'
import { ProblemError, problemOf, problemResponse } from '../problem.ts'
import { addBudgets } from './budgets.ts'
import { addCountries } from './countries.ts'
import { addDocument } from './document.ts'
import { addOrganisations } from './organisations.ts'
import { addPanorama } from './panorama.ts'
import { addPartnerships } from './partnerships.ts'
import { addProblems } from './problems.ts'
import { addProjects } from './projects.ts'
import { zodProblem } from './read-query.ts'
import { addSearch } from './search.ts'
import { addSources } from './sources.ts'

/** The JSON API, version 1, without its prefix. */
export function createV1(door: Door): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (!result.success) throw zodProblem(c, result.error)
    },
  })
  addOrganisations(app, door)
  addPartnerships(app, door)
  addProjects(app, door)
  addBudgets(app, door)
  addCountries(app, door)
  addPanorama(app, door)
  addSearch(app, door)
  addSources(app, door)
  addProblems(app, door)
  addDocument(app, door)
  app.all('*', () => {
    throw new ProblemError({ reason: 'not_found' })
  })
  app.onError((error, c) => problemResponse(c, problemOf(c, door, error)))
  return app
}
