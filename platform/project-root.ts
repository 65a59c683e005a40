import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

// Sources and the bundle in build/ lie at different depths: the folder that holds package.json is the same for both.
function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  if (dirname(folder) === folder) throw new Error('package.json of Navette not found above the program')
  return findRoot(dirname(folder))
}

/** The folder of the project: migrations, seed files and, unless told otherwise, the data folder are in it. */
export const projectRoot = findRoot(import.meta.dirname)
