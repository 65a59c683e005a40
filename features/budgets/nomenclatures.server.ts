import { join } from 'node:path'
import { loadNomenclatures } from '../../packages/totem/node.ts'
import type { Nomenclatures } from '../../packages/totem/nomenclature.ts'
import { projectRoot } from '../../platform/project-root.ts'

// Read once for the process: some 50 ms, and the files do not change while it runs.
let held: Promise<Nomenclatures> | undefined

/** The official account plans, read from their files the first time they are asked for. */
export function loadAccountPlans(): Promise<Nomenclatures> {
  held ??= loadNomenclatures(join(projectRoot, 'packages/totem/data'))
  return held
}
