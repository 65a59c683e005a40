import enAccounts from './en/accounts.json' with { type: 'json' }
import enAdmin from './en/admin.json' with { type: 'json' }
import enAgenda from './en/agenda.json' with { type: 'json' }
import enAgreement from './en/agreement.json' with { type: 'json' }
import enApi from './en/api.json' with { type: 'json' }
import enArbitration from './en/arbitration.json' with { type: 'json' }
import enAtlas from './en/atlas.json' with { type: 'json' }
import enBudget from './en/budget.json' with { type: 'json' }
import enBudgetLines from './en/budgetLines.json' with { type: 'json' }
import enCli from './en/cli.json' with { type: 'json' }
import enData from './en/data.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enField from './en/field.json' with { type: 'json' }
import enFreshness from './en/freshness.json' with { type: 'json' }
import enHistory from './en/history.json' with { type: 'json' }
import enImport from './en/import.json' with { type: 'json' }
import enInstance from './en/instance.json' with { type: 'json' }
import enJoining from './en/joining.json' with { type: 'json' }
import enKit from './en/kit.json' with { type: 'json' }
import enMail from './en/mail.json' with { type: 'json' }
import enMap from './en/map.json' with { type: 'json' }
import enMembers from './en/members.json' with { type: 'json' }
import enMission from './en/mission.json' with { type: 'json' }
import enOda from './en/oda.json' with { type: 'json' }
import enPaper from './en/paper.json' with { type: 'json' }
import enProfile from './en/profile.json' with { type: 'json' }
import enProject from './en/project.json' with { type: 'json' }
import enReciprocity from './en/reciprocity.json' with { type: 'json' }
import enSignin from './en/signin.json' with { type: 'json' }
import enSite from './en/site.json' with { type: 'json' }
import enSpreadsheet from './en/spreadsheet.json' with { type: 'json' }
import enTie from './en/tie.json' with { type: 'json' }
import enWord from './en/word.json' with { type: 'json' }
import enWorkspace from './en/workspace.json' with { type: 'json' }
import frAccounts from './fr/accounts.json' with { type: 'json' }
import frAdmin from './fr/admin.json' with { type: 'json' }
import frAgenda from './fr/agenda.json' with { type: 'json' }
import frAgreement from './fr/agreement.json' with { type: 'json' }
import frApi from './fr/api.json' with { type: 'json' }
import frArbitration from './fr/arbitration.json' with { type: 'json' }
import frAtlas from './fr/atlas.json' with { type: 'json' }
import frBudget from './fr/budget.json' with { type: 'json' }
import frBudgetLines from './fr/budgetLines.json' with { type: 'json' }
import frCli from './fr/cli.json' with { type: 'json' }
import frData from './fr/data.json' with { type: 'json' }
import frErrors from './fr/errors.json' with { type: 'json' }
import frField from './fr/field.json' with { type: 'json' }
import frFreshness from './fr/freshness.json' with { type: 'json' }
import frHistory from './fr/history.json' with { type: 'json' }
import frImport from './fr/import.json' with { type: 'json' }
import frInstance from './fr/instance.json' with { type: 'json' }
import frJoining from './fr/joining.json' with { type: 'json' }
import frKit from './fr/kit.json' with { type: 'json' }
import frMail from './fr/mail.json' with { type: 'json' }
import frMap from './fr/map.json' with { type: 'json' }
import frMembers from './fr/members.json' with { type: 'json' }
import frMission from './fr/mission.json' with { type: 'json' }
import frOda from './fr/oda.json' with { type: 'json' }
import frPaper from './fr/paper.json' with { type: 'json' }
import frProfile from './fr/profile.json' with { type: 'json' }
import frProject from './fr/project.json' with { type: 'json' }
import frReciprocity from './fr/reciprocity.json' with { type: 'json' }
import frSignin from './fr/signin.json' with { type: 'json' }
import frSite from './fr/site.json' with { type: 'json' }
import frSpreadsheet from './fr/spreadsheet.json' with { type: 'json' }
import frTie from './fr/tie.json' with { type: 'json' }
import frWord from './fr/word.json' with { type: 'json' }
import frWorkspace from './fr/workspace.json' with { type: 'json' }
import type { Locale } from './locales.ts'

// The one list of areas: a new area is a file in fr/ and en/, and a line in both tables below.
const fr = {
  mission: frMission,
  field: frField,
  kit: frKit,
  paper: frPaper,
  admin: frAdmin,
  agenda: frAgenda,
  reciprocity: frReciprocity,
  agreement: frAgreement,
  api: frApi,
  arbitration: frArbitration,
  atlas: frAtlas,
  budget: frBudget,
  budgetLines: frBudgetLines,
  accounts: frAccounts,
  cli: frCli,
  data: frData,
  errors: frErrors,
  freshness: frFreshness,
  history: frHistory,
  import: frImport,
  instance: frInstance,
  mail: frMail,
  map: frMap,
  members: frMembers,
  oda: frOda,
  profile: frProfile,
  project: frProject,
  signin: frSignin,
  joining: frJoining,
  site: frSite,
  spreadsheet: frSpreadsheet,
  tie: frTie,
  word: frWord,
  workspace: frWorkspace,
}
const en = {
  mission: enMission,
  field: enField,
  kit: enKit,
  paper: enPaper,
  admin: enAdmin,
  agenda: enAgenda,
  reciprocity: enReciprocity,
  agreement: enAgreement,
  api: enApi,
  arbitration: enArbitration,
  atlas: enAtlas,
  budget: enBudget,
  budgetLines: enBudgetLines,
  accounts: enAccounts,
  cli: enCli,
  data: enData,
  errors: enErrors,
  freshness: enFreshness,
  history: enHistory,
  import: enImport,
  instance: enInstance,
  mail: enMail,
  map: enMap,
  members: enMembers,
  oda: enOda,
  profile: enProfile,
  project: enProject,
  signin: enSignin,
  joining: enJoining,
  site: enSite,
  spreadsheet: enSpreadsheet,
  tie: enTie,
  word: enWord,
  workspace: enWorkspace,
}

/** Sentences by key, nested. */
export type MessageTree = { [key: string]: string | MessageTree }

/** Every sentence, by language, area and key; French is the reference. */
export const messages: Record<Locale, MessageTree> = { fr, en }

type LeafKey<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${LeafKey<Tree[Key]>}`
}[keyof Tree & string]

/** The key of a sentence, as the French files have it: `site.home.title`. */
export type MessageKey = LeafKey<typeof fr>
