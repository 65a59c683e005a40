import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Nomenclatures, readNomenclatures } from './nomenclature.ts'

/**
 * Reads the account plans that come with this package, from `folder` where it is said (a bundle that took this file in
 * may not find the package): read them once and keep them. The only file that touches the file system.
 */
export async function loadNomenclatures(folder?: string): Promise<Nomenclatures> {
  const { resolve } = createRequire(import.meta.url)
  const text = (name: string) => {
    const file = `${name}.csv`
    return readFile(folder === undefined ? resolve(`@navette/totem/data/${file}`) : join(folder, file), 'utf8')
  }
  const [plans, natures, fonctions, chapters] = await Promise.all([
    text('plans'),
    text('natures'),
    text('fonctions'),
    text('chapters'),
  ])
  return readNomenclatures({ plans, natures, fonctions, chapters })
}
