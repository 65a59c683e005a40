/** Real pages that show what a full one looks like, for readers who found an empty one. */
export const exampleAuthority = { key: 'c73065', name: 'Chambéry' }
export const exampleCountry = { code: 'sn' }
