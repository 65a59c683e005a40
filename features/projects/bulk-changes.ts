/** What may be done to several projects at once. */
export const bulkChanges = ['addTheme', 'removeTheme'] as const
