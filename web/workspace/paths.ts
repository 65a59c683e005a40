import { isLocale, type Locale } from '../../platform/i18n/locales.ts'

/** Every page of the workspace, and every form anybody may fill in: never kept, never in search engines. */
export const workspacePages = [
  { id: 'workspace', fr: 'espace', en: 'workspace' },
  { id: 'signIn', fr: 'espace/connexion', en: 'workspace/sign-in' },
  { id: 'signInPassword', fr: 'espace/connexion/mot-de-passe', en: 'workspace/sign-in/password' },
  { id: 'signInCode', fr: 'espace/connexion/code', en: 'workspace/sign-in/code' },
  { id: 'identityProvider', fr: 'espace/connexion/fournisseur', en: 'workspace/sign-in/provider' },
  { id: 'enter', fr: 'espace/entrer', en: 'workspace/enter' },
  { id: 'account', fr: 'espace/compte', en: 'workspace/account' },
  { id: 'security', fr: 'espace/compte/securite', en: 'workspace/account/security' },
  { id: 'secondFactor', fr: 'espace/compte/code', en: 'workspace/account/code' },
  { id: 'tooLarge', fr: 'espace/fichier-trop-lourd', en: 'workspace/file-too-large' },
  { id: 'firstAdministrator', fr: 'espace/premier-administrateur', en: 'workspace/first-administrator' },
  { id: 'organisation', fr: 'espace/o/:key', en: 'workspace/o/:key' },
  { id: 'profile', fr: 'espace/o/:key/presentation', en: 'workspace/o/:key/profile' },
  { id: 'officials', fr: 'espace/o/:key/personnes', en: 'workspace/o/:key/persons' },
  { id: 'official', fr: 'espace/o/:key/personnes/:id', en: 'workspace/o/:key/persons/:id' },
  { id: 'networks', fr: 'espace/o/:key/reseaux', en: 'workspace/o/:key/networks' },
  { id: 'visibility', fr: 'espace/o/:key/visibilite', en: 'workspace/o/:key/visibility' },
  { id: 'history', fr: 'espace/o/:key/historique', en: 'workspace/o/:key/history' },
  { id: 'contact', fr: 'ecrire/:organisation', en: 'write/:organisation' },
  { id: 'contactSend', fr: 'ecrire/:organisation/envoyer', en: 'write/:organisation/send' },
  { id: 'members', fr: 'espace/o/:key/membres', en: 'workspace/o/:key/members' },
  { id: 'seat', fr: 'espace/o/:key/membres/:id', en: 'workspace/o/:key/members/:id' },
  { id: 'invite', fr: 'espace/o/:key/inviter', en: 'workspace/o/:key/invite' },
  { id: 'invitation', fr: 'espace/invitation', en: 'workspace/invitation' },
  { id: 'seatRequests', fr: 'espace/o/:key/demandes', en: 'workspace/o/:key/requests' },
  { id: 'seatRequest', fr: 'espace/o/:key/demandes/:id', en: 'workspace/o/:key/requests/:id' },
  { id: 'join', fr: 'espace/rejoindre', en: 'workspace/join' },
  { id: 'claim', fr: 'espace/rejoindre/:organisation', en: 'workspace/join/:organisation' },
  { id: 'newBody', fr: 'espace/nouvel-organisme', en: 'workspace/new-organisation' },
  { id: 'objection', fr: 'espace/opposition', en: 'workspace/objection' },
  { id: 'claims', fr: 'espace/demandes', en: 'workspace/requests' },
  { id: 'decideClaim', fr: 'espace/demandes/:id', en: 'workspace/requests/:id' },
  { id: 'reviewBody', fr: 'espace/demandes/organismes/:id', en: 'workspace/requests/organisations/:id' },
  { id: 'merges', fr: 'espace/fusions', en: 'workspace/merges' },
  { id: 'file', fr: 'espace/fichiers/:id', en: 'workspace/files/:id' },
  { id: 'draft', fr: 'espace/brouillon', en: 'workspace/draft' },
  { id: 'myData', fr: 'espace/mes-donnees', en: 'workspace/my-data' },
  { id: 'erase', fr: 'espace/effacer', en: 'workspace/erase' },
  { id: 'example', fr: 'espace/exemple', en: 'workspace/example' },
  { id: 'administration', fr: 'espace/administration', en: 'workspace/administration' },
  { id: 'people', fr: 'espace/administration/personnes', en: 'workspace/administration/people' },
  { id: 'outbox', fr: 'espace/administration/courriels', en: 'workspace/administration/mails' },
  { id: 'imports', fr: 'espace/administration/importations', en: 'workspace/administration/imports' },
  { id: 'disputedPlaces', fr: 'espace/administration/territoires', en: 'workspace/administration/disputed-places' },
  { id: 'jobs', fr: 'espace/administration/taches', en: 'workspace/administration/jobs' },
  { id: 'settings', fr: 'espace/administration/reglages', en: 'workspace/administration/settings' },
  { id: 'exports', fr: 'espace/administration/export', en: 'workspace/administration/export' },
  { id: 'exportFile', fr: 'espace/administration/export/:id', en: 'workspace/administration/export/:id' },
  { id: 'verifyCorrection', fr: 'corriger/verifier/:token', en: 'correct/verify/:token' },
  { id: 'correct', fr: 'corriger/:kind/:key', en: 'correct/:kind/:key' },
  { id: 'corrections', fr: 'espace/o/:key/corrections', en: 'workspace/o/:key/corrections' },
  { id: 'openCorrections', fr: 'espace/corrections', en: 'workspace/corrections' },
  { id: 'campaigns', fr: 'espace/campagnes', en: 'workspace/campaigns' },
  { id: 'campaign', fr: 'espace/campagnes/:id', en: 'workspace/campaigns/:id' },
  { id: 'answerCampaign', fr: 'confirmer/:token', en: 'confirm/:token' },
  { id: 'whyNotHere', fr: 'pourquoi-absent', en: 'why-not-here' },
  { id: 'partnerships', fr: 'espace/o/:key/partenariats', en: 'workspace/o/:key/partnerships' },
  { id: 'partnershipsFile', fr: 'espace/o/:key/partenariats/tableau', en: 'workspace/o/:key/partnerships/table' },
  { id: 'newTie', fr: 'espace/o/:key/partenariats/nouveau', en: 'workspace/o/:key/partnerships/new' },
  { id: 'tie', fr: 'espace/o/:key/partenariats/:tie', en: 'workspace/o/:key/partnerships/:tie' },
  { id: 'tieTexts', fr: 'espace/o/:key/partenariats/:tie/textes', en: 'workspace/o/:key/partnerships/:tie/texts' },
  {
    id: 'tieHistory',
    fr: 'espace/o/:key/partenariats/:tie/histoire',
    en: 'workspace/o/:key/partnerships/:tie/history',
  },
  { id: 'tieFacts', fr: 'espace/o/:key/partenariats/:tie/faits', en: 'workspace/o/:key/partnerships/:tie/facts' },
  {
    id: 'tiePublication',
    fr: 'espace/o/:key/partenariats/:tie/publication',
    en: 'workspace/o/:key/partnerships/:tie/publication',
  },
  {
    id: 'agreements',
    fr: 'espace/o/:key/partenariats/:tie/conventions',
    en: 'workspace/o/:key/partnerships/:tie/agreements',
  },
  {
    id: 'newAgreement',
    fr: 'espace/o/:key/partenariats/:tie/conventions/nouvelle',
    en: 'workspace/o/:key/partnerships/:tie/agreements/new',
  },
  {
    id: 'agreement',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement',
  },
  {
    id: 'agreementEdit',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement/modifier',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement/edit',
  },
  {
    id: 'agreementCommitments',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement/engagements',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement/commitments',
  },
  {
    id: 'agreementSteps',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement/etapes',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement/steps',
  },
  {
    id: 'governance',
    fr: 'espace/o/:key/partenariats/:tie/gouvernance',
    en: 'workspace/o/:key/partnerships/:tie/governance',
  },
  { id: 'partners', fr: 'espace/o/:key/partenaires', en: 'workspace/o/:key/partners' },
  { id: 'records', fr: 'espace/o/:key/fiches', en: 'workspace/o/:key/records' },
  { id: 'spreadsheet', fr: 'espace/o/:key/tableur', en: 'workspace/o/:key/spreadsheet' },
  { id: 'spreadsheetImport', fr: 'espace/o/:key/tableur/:id', en: 'workspace/o/:key/spreadsheet/:id' },
  {
    id: 'spreadsheetFile',
    fr: 'espace/o/:key/tableur/telecharger/:format',
    en: 'workspace/o/:key/spreadsheet/download/:format',
  },
  {
    id: 'tieDocuments',
    fr: 'espace/o/:key/partenariats/:tie/documents',
    en: 'workspace/o/:key/partnerships/:tie/documents',
  },
  {
    id: 'document',
    fr: 'espace/o/:key/documents/:document/:version',
    en: 'workspace/o/:key/documents/:document/:version',
  },
  { id: 'photoFile', fr: 'espace/o/:key/photos/:photo', en: 'workspace/o/:key/photos/:photo' },
  { id: 'projects', fr: 'espace/o/:key/projets', en: 'workspace/o/:key/projects' },
  { id: 'newProject', fr: 'espace/o/:key/projets/nouveau', en: 'workspace/o/:key/projects/new' },
  { id: 'projectsFile', fr: 'espace/o/:key/projets/tableau', en: 'workspace/o/:key/projects/table' },
  { id: 'projectsImport', fr: 'espace/o/:key/projets/importer', en: 'workspace/o/:key/projects/import' },
  { id: 'project', fr: 'espace/o/:key/projets/:project', en: 'workspace/o/:key/projects/:project' },
  { id: 'projectEdit', fr: 'espace/o/:key/projets/:project/modifier', en: 'workspace/o/:key/projects/:project/edit' },
  { id: 'projectPlaces', fr: 'espace/o/:key/projets/:project/lieux', en: 'workspace/o/:key/projects/:project/places' },
  {
    id: 'projectActors',
    fr: 'espace/o/:key/projets/:project/acteurs',
    en: 'workspace/o/:key/projects/:project/actors',
  },
  { id: 'projectMoney', fr: 'espace/o/:key/projets/:project/argent', en: 'workspace/o/:key/projects/:project/money' },
  { id: 'projectTasks', fr: 'espace/o/:key/projets/:project/etapes', en: 'workspace/o/:key/projects/:project/steps' },
  {
    id: 'projectDocuments',
    fr: 'espace/o/:key/projets/:project/documents',
    en: 'workspace/o/:key/projects/:project/documents',
  },
  { id: 'projectState', fr: 'espace/o/:key/projets/:project/etat', en: 'workspace/o/:key/projects/:project/state' },
  { id: 'whoElse', fr: 'espace/o/:key/projets/:project/autour', en: 'workspace/o/:key/projects/:project/around' },
  {
    id: 'projectPublication',
    fr: 'espace/o/:key/projets/:project/publication',
    en: 'workspace/o/:key/projects/:project/publication',
  },
  {
    id: 'tieProposals',
    fr: 'espace/o/:key/partenariats/:tie/propositions',
    en: 'workspace/o/:key/partnerships/:tie/proposals',
  },
  {
    id: 'proposeChange',
    fr: 'espace/o/:key/partenariats/:tie/propositions/nouvelle',
    en: 'workspace/o/:key/partnerships/:tie/proposals/new',
  },
  { id: 'tieActs', fr: 'espace/o/:key/partenariats/:tie/actes', en: 'workspace/o/:key/partnerships/:tie/acts' },
  {
    id: 'recordAct',
    fr: 'espace/o/:key/partenariats/:tie/actes/inscrire',
    en: 'workspace/o/:key/partnerships/:tie/acts/record',
  },
  { id: 'tieLinks', fr: 'espace/o/:key/partenariats/:tie/liens', en: 'workspace/o/:key/partnerships/:tie/links' },
  { id: 'answerByLink', fr: 'reponse/:token', en: 'answer/:token' },
  {
    id: 'answerDocument',
    fr: 'reponse/:token/documents/:document/:version',
    en: 'answer/:token/documents/:document/:version',
  },
  { id: 'due', fr: 'espace/o/:key/echeances', en: 'workspace/o/:key/due' },
  { id: 'agreementRegister', fr: 'espace/o/:key/conventions', en: 'workspace/o/:key/agreements' },
  {
    id: 'agreementRegisterFile',
    fr: 'espace/o/:key/conventions/telecharger/:format',
    en: 'workspace/o/:key/agreements/download/:format',
  },
  {
    id: 'reciprocity',
    fr: 'espace/o/:key/partenariats/:tie/reciprocite',
    en: 'workspace/o/:key/partnerships/:tie/reciprocity',
  },
  {
    id: 'kit',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement/kit',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement/kit',
  },
  {
    id: 'kitFile',
    fr: 'espace/o/:key/partenariats/:tie/conventions/:agreement/kit/:paper/:language/:format',
    en: 'workspace/o/:key/partnerships/:tie/agreements/:agreement/kit/:paper/:language/:format',
  },
  { id: 'adminReminders', fr: 'espace/administration/rappels', en: 'workspace/administration/reminders' },
  { id: 'adminContexts', fr: 'espace/administration/contextes', en: 'workspace/administration/contexts' },
  { id: 'adminElections', fr: 'espace/administration/elections', en: 'workspace/administration/elections' },
  { id: 'adminSteps', fr: 'espace/administration/etapes', en: 'workspace/administration/steps' },
  { id: 'adminAtlasSheet', fr: 'espace/administration/fiche-atlas', en: 'workspace/administration/atlas-sheet' },
  { id: 'networkReminders', fr: 'espace/o/:key/rappels', en: 'workspace/o/:key/reminders' },
  {
    id: 'tieContext',
    fr: 'espace/o/:key/partenariats/:tie/contexte',
    en: 'workspace/o/:key/partnerships/:tie/context',
  },
  {
    id: 'tieAtlasSheet',
    fr: 'espace/o/:key/partenariats/:tie/fiche-atlas',
    en: 'workspace/o/:key/partnerships/:tie/atlas-sheet',
  },
  {
    id: 'projectAtlasSheet',
    fr: 'espace/o/:key/projets/:project/fiche-atlas',
    en: 'workspace/o/:key/projects/:project/atlas-sheet',
  },
  { id: 'projectNews', fr: 'espace/o/:key/projets/:project/nouvelles', en: 'workspace/o/:key/projects/:project/news' },
  { id: 'projectLife', fr: 'espace/o/:key/projets/:project/vie', en: 'workspace/o/:key/projects/:project/life' },
  { id: 'projectPeace', fr: 'espace/o/:key/projets/:project/paix', en: 'workspace/o/:key/projects/:project/peace' },
  { id: 'tieDue', fr: 'espace/o/:key/partenariats/:tie/echeances', en: 'workspace/o/:key/partnerships/:tie/due' },
  { id: 'tieNews', fr: 'espace/o/:key/partenariats/:tie/nouvelles', en: 'workspace/o/:key/partnerships/:tie/news' },
  { id: 'missions', fr: 'espace/o/:key/missions', en: 'workspace/o/:key/missions' },
  { id: 'newMission', fr: 'espace/o/:key/missions/nouvelle', en: 'workspace/o/:key/missions/new' },
  { id: 'mission', fr: 'espace/o/:key/missions/:mission', en: 'workspace/o/:key/missions/:mission' },
  { id: 'positions', fr: 'espace/o/:key/positions', en: 'workspace/o/:key/positions' },
  { id: 'newPosition', fr: 'espace/o/:key/positions/nouvelle', en: 'workspace/o/:key/positions/new' },
  { id: 'budget', fr: 'espace/o/:key/budget', en: 'workspace/o/:key/budget' },
  {
    id: 'budgetFile',
    fr: 'espace/o/:key/budget/telecharger/:format',
    en: 'workspace/o/:key/budget/download/:format',
  },
  { id: 'budgetSheet', fr: 'espace/o/:key/budget/fiche/:year', en: 'workspace/o/:key/budget/sheet/:year' },
  { id: 'budgetPublication', fr: 'espace/o/:key/budget/publication', en: 'workspace/o/:key/budget/publication' },
  { id: 'payments', fr: 'espace/o/:key/versements', en: 'workspace/o/:key/payments' },
  {
    id: 'paymentsFile',
    fr: 'espace/o/:key/versements/telecharger/:format',
    en: 'workspace/o/:key/payments/download/:format',
  },
  { id: 'budgetAccounts', fr: 'espace/o/:key/budget/comptes', en: 'workspace/o/:key/budget/accounts' },
  {
    id: 'budgetTable',
    fr: 'espace/o/:key/budget/comptes/tableau/:import',
    en: 'workspace/o/:key/budget/accounts/table/:import',
  },
  {
    id: 'budgetAccount',
    fr: 'espace/o/:key/budget/comptes/:document',
    en: 'workspace/o/:key/budget/accounts/:document',
  },
  {
    id: 'budgetAccountFile',
    fr: 'espace/o/:key/budget/comptes/:document/scdl.csv',
    en: 'workspace/o/:key/budget/accounts/:document/scdl.csv',
  },
  { id: 'budgetFind', fr: 'espace/o/:key/budget/reperage', en: 'workspace/o/:key/budget/find' },
  { id: 'budgetLines', fr: 'espace/o/:key/budget/lignes', en: 'workspace/o/:key/budget/lines' },
  { id: 'budgetLinesFile', fr: 'espace/o/:key/budget/lignes/tableau', en: 'workspace/o/:key/budget/lines/table' },
  { id: 'budgetCarry', fr: 'espace/o/:key/budget/lignes/reprendre', en: 'workspace/o/:key/budget/lines/carry' },
  { id: 'newBudgetLine', fr: 'espace/o/:key/budget/lignes/nouvelle', en: 'workspace/o/:key/budget/lines/new' },
  { id: 'budgetLine', fr: 'espace/o/:key/budget/lignes/:line', en: 'workspace/o/:key/budget/lines/:line' },
  { id: 'budgetStaff', fr: 'espace/o/:key/budget/agents', en: 'workspace/o/:key/budget/staff' },
  { id: 'budgetLens', fr: 'espace/o/:key/budget/arbitrages', en: 'workspace/o/:key/budget/choices' },
  {
    id: 'budgetLensFile',
    fr: 'espace/o/:key/budget/arbitrages/telecharger/:format',
    en: 'workspace/o/:key/budget/choices/download/:format',
  },
  { id: 'budgetFloors', fr: 'espace/o/:key/budget/planchers', en: 'workspace/o/:key/budget/floors' },
  { id: 'budgetWhatIf', fr: 'espace/o/:key/budget/et-si', en: 'workspace/o/:key/budget/what-if' },
  {
    id: 'budgetWhatIfFile',
    fr: 'espace/o/:key/budget/et-si/telecharger/:format',
    en: 'workspace/o/:key/budget/what-if/download/:format',
  },
  { id: 'onePercent', fr: 'espace/o/:key/budget/un-pour-cent', en: 'workspace/o/:key/budget/one-percent' },
  {
    id: 'onePercentFile',
    fr: 'espace/o/:key/budget/un-pour-cent/telecharger/:format',
    en: 'workspace/o/:key/budget/one-percent/download/:format',
  },
  { id: 'adminOnePercent', fr: 'espace/administration/un-pour-cent', en: 'workspace/administration/one-percent' },
  { id: 'oda', fr: 'espace/o/:key/budget/apd', en: 'workspace/o/:key/budget/oda' },
  { id: 'odaYear', fr: 'espace/o/:key/budget/apd/:year', en: 'workspace/o/:key/budget/oda/:year' },
  { id: 'odaFile', fr: 'espace/o/:key/budget/apd/:year/:format', en: 'workspace/o/:key/budget/oda/:year/:format' },
  { id: 'adminOdaCampaigns', fr: 'espace/administration/e-apd', en: 'workspace/administration/oda' },
  { id: 'position', fr: 'espace/o/:key/positions/:position', en: 'workspace/o/:key/positions/:position' },
] as const

/** The name of a page of the workspace, the same in every language. */
export type WorkspacePageId = (typeof workspacePages)[number]['id']

type Params = Readonly<Record<string, string>>

const fill = (pattern: string, params: Params) =>
  pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** The address of a page of the workspace in a language; `query` follows a question mark. */
export function workspacePath(id: WorkspacePageId, locale: Locale, params: Params = {}, query: Params = {}): string {
  const pattern = workspacePages.find((page) => page.id === id)?.[locale] ?? ''
  const search = new URLSearchParams(query).toString()
  return `/${locale}/${fill(pattern, params)}${search ? `?${search}` : ''}`
}

function matchPattern(pattern: string, path: readonly string[]): Params | null {
  const parts = pattern.split('/')
  if (parts.length !== path.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const value = path[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return null
  }
  return params
}

/** The same page of the workspace in another language; null for an address that is none. */
export function translateWorkspacePath(pathname: string, to: Locale): string | null {
  const [, from, ...path] = pathname.split('/')
  if (!isLocale(from)) return null
  for (const page of workspacePages) {
    const params = matchPattern(page[from], path)
    if (params) return workspacePath(page.id, to, params)
  }
  return null
}

const words = new Set(
  workspacePages.flatMap((page) => [page.fr, page.en].map((pattern) => pattern.split('/')[0] ?? '')),
)

/** Whether an address belongs to the workspace or to a form, known or not: such answers are never kept. */
export function isWorkspacePath(pathname: string): boolean {
  const [, locale, word = ''] = pathname.split('/')
  return isLocale(locale) && words.has(word)
}

/** An address of our own to go back to; anything else leads to `otherwise`: nobody is sent to another site. */
export function safeReturn(address: string | null, otherwise: string): string {
  if (!address || !/^\/(fr|en)(\/|$|\?)/.test(address) || /[\\\s]|\/\//.test(address)) return otherwise
  return address
}
