import { join } from 'node:path'

/** Where exports of everything lie, beside the files people brought. */
export const exportsFolder = (dataFolder: string): string => join(dataFolder, 'exports')

/** Where one of them lies. */
export const exportPath = (folder: string, id: string): string => join(folder, `${id}.tar.gz`)

/** How long one is kept. */
export const exportDays = 7
