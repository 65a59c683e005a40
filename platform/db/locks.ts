/** The advisory locks of a database, in one list so that no two purposes share a number. */
export const advisoryLocks = {
  migration: 0x6e617601,
  server: 0x6e617602,
  roles: 0x6e617603,
  firstData: 0x6e617604,
  import: 0x6e617605,
  digest: 0x6e617606,
  jobs: 0x6e617607,
  seats: 0x6e617608,
} as const
