import { nameKey } from '../../organisations/names.ts'
import { type Theme, themes } from '../schema.ts'

const words: Readonly<Record<Theme, string>> = {
  waterSanitation: 'water;sanitation;eau;assainissement;water sanitation;drinking water;hygiene',
  waste: 'waste;dechets;waste management',
  energy: 'energy;energie;hydrogen;electricity;renewable energy',
  environment:
    'environment;environnement;ecology;climate;climat;biodiversity;sustainable development;urban greening;gardens',
  agriculture: 'agriculture;urban agriculture;rural development;food;wine;livestock;fishing',
  health: 'health;sante;hospital;disability;seniors',
  education: 'education;schools;school;ecoles;bilingualism;language;languages;childhood;children;internships',
  youth: 'youth;jeunesse;young people;children;childhood;youth exchanges',
  universities: 'universities;university;students;research;science;higher education',
  culture: 'culture;music;cinema;art;arts;museums;ceramics;gastronomy;francophonie',
  heritage: 'heritage;patrimoine;archaeology;museums',
  sport: 'sport;sports;water sports',
  tourism: 'tourism;tourisme;cruise',
  economy:
    'economy;economie;trade;ports;port;maritime economy;innovation;technology;biotechnology;social economy;structural change;local development;regional development;crafts;fair trade',
  training: 'training;formation;vocational training;apprenticeship;internships;exchange of experience',
  urbanPlanning:
    'urban planning;urbanism;urbanisme;urban development;urban innovation;urban management;urban services;town planning',
  transport: 'transport;transports;mobility;mobilite',
  governance:
    'governance;gouvernance;administration;institutional support;local democracy;intermunicipality;decentralisation;law;urban management',
  solidarity: 'solidarity;solidarite;social;associations;child protection;aid to ukraine',
  peace: 'peace;paix',
  remembrance: 'remembrance;memoire;memory',
  gender: 'gender;women rights;women;equality',
  migration: 'migration;migrations;diaspora',
  digital: 'digital;numerique',
  emergency: 'emergency;urgence;civil protection;aid to ukraine',
}

const themesByWord = new Map<string, Theme[]>()
for (const theme of themes) {
  for (const word of [theme, ...words[theme].split(';')]) {
    const key = nameKey(word)
    themesByWord.set(key, [...(themesByWord.get(key) ?? []), theme])
  }
}

/** The themes that free words (separated by `;` or `|`) stand for, in the order of the closed list; unknown words give none. */
export function parseThemes(text: string): Theme[] {
  const found = new Set(text.split(/[;|]/).flatMap((word) => themesByWord.get(nameKey(word)) ?? []))
  return themes.filter((theme) => found.has(theme))
}
