import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Parser, Store } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import { makeWorld, openTestApi } from '../api-world.ts'
import { testContext } from '../db.ts'

// The shapes the European Commission publishes for DCAT-AP 3.0.1, kept beside the project and not in it.
const folder = join(projectRoot, '../shared/data/dcat-ap/3.0.1/shacl')

let catalogue: string

async function faultsOf(turtle: string, file: string): Promise<string[]> {
  const shapes = new Store(new Parser().parse(readFileSync(join(folder, file), 'utf8')))
  const report = await new SHACLValidator(shapes).validate(new Store(new Parser().parse(turtle)))
  return report.results.map(({ focusNode, path, message }) =>
    [focusNode?.value, path?.value, ...message.map((one) => one.value)].join(' '),
  )
}

describe.skipIf(!existsSync(folder))('the catalogue against the shapes of DCAT-AP 3.0.1', () => {
  beforeAll(async () => {
    const ctx = await testContext()
    await makeWorld(ctx)
    catalogue = await (await (await openTestApi(ctx)).get('/data/catalog.ttl')).text()
  })

  it.each(['dcat-ap-SHACL.ttl', 'ranges.ttl'])('%s finds nothing amiss', async (file) =>
    expect(await faultsOf(catalogue, file)).toEqual([]),
  )

  it('would find a publisher that is missing and a licence that is none', async () => {
    const spoilt = catalogue
      .replaceAll(/dct:publisher <[^>]+> ;/g, '')
      .replaceAll('a dct:LicenseDocument', 'a dct:Standard')
    expect((await faultsOf(spoilt, 'dcat-ap-SHACL.ttl')).length).toBeGreaterThan(2)
  })
})
