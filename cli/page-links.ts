import type { PageLinks } from '../features/opendata/page-links.ts'

// The command line does not know the web door; a test holds these words against its table of addresses.
const words = {
  organisation: { fr: 'collectivite', en: 'authority' },
  country: { fr: 'pays', en: 'country' },
  partnership: { fr: 'lien', en: 'tie' },
  project: { fr: 'projet', en: 'project' },
  budget: { fr: 'budget', en: 'budget' },
  home: { fr: '', en: '' },
  data: { fr: '/donnees', en: '/data' },
  api: { fr: '/api', en: '/api' },
  methods: { fr: '/methode', en: '/methods' },
  legal: { fr: '/mentions-legales', en: '/legal' },
} as const

/** The addresses of the public pages, for files written on the command line; records by their key alone. */
export function pageLinks(baseUrl: string): PageLinks {
  return {
    organisation: (locale, key) => `${baseUrl}/${locale}/${words.organisation[locale]}/${key}`,
    country: (locale, code) => `${baseUrl}/${locale}/${words.country[locale]}/${code.toLowerCase()}`,
    partnership: (locale, id) => `${baseUrl}/${locale}/${words.partnership[locale]}/${id}`,
    project: (locale, id) => `${baseUrl}/${locale}/${words.project[locale]}/${id}`,
    budget: (locale, key) => `${baseUrl}/${locale}/${words.budget[locale]}/${key}`,
    page: (locale, page) => `${baseUrl}/${locale}${words[page][locale]}`,
  }
}
