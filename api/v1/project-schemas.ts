import { z } from '@hono/zod-openapi'
import { themes } from '../../features/partnerships/schema.ts'
import {
  type ActionType,
  actionTypes,
  circles,
  fundingSources,
  moneyNatures,
  operatingModes,
  participantRoles,
  placePrecisions,
  projectStates,
  rights,
} from '../../features/projects/schema.ts'
import { projectDetail, projectExample } from './project-examples.ts'
import { bothAddressesSchema, namedCountrySchema, pageSchema } from './schemas.ts'

const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()])
const address = z.string().openapi({ format: 'uri' })
const instant = z.string().openapi({ format: 'date-time' })
const day = z.string().nullable().openapi({ format: 'date' })

const participantSchema = z
  .object({
    key: z.string().nullable(),
    name: z.string(),
    country: orNull(namedCountrySchema),
    role: z.enum(participantRoles),
    circle: z.enum(circles),
    self: address.nullable(),
  })
  .openapi('Participant', { example: projectExample.participants[0] })

const placeSchema = z
  .object({
    name: z.string().nullable(),
    territory: z.string().nullable(),
    country: namedCountrySchema,
    precision: z.enum(placePrecisions),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
  })
  .openapi('ProjectPlace', { example: projectExample.places[0] })

export const projectSchema = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    title: z.string(),
    summary: z.string(),
    language: z.string(),
    type: z.enum(actionTypes as readonly ActionType[]),
    operatingMode: orNull(z.enum(operatingModes)),
    state: z.enum(projectStates),
    startsOn: day,
    endsOn: day,
    themes: z.array(z.enum(themes)),
    sdgs: z.array(z.number().int()),
    rights: z.array(z.enum(rights)),
    dacSectors: z.array(z.string()),
    lead: z.string().nullable(),
    participants: z.array(participantSchema),
    places: z.array(placeSchema),
    countries: z.array(z.string()),
    partnership: address.nullable(),
    licence: z.string(),
    createdAt: instant,
    updatedAt: instant,
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('Project', { example: projectExample })

const moneySchema = z
  .object({
    year: z.number().int(),
    nature: z.enum(moneyNatures),
    source: z.enum(fundingSources),
    funder: z.string().nullable(),
    planned: z.string().nullable(),
    spent: z.string().nullable(),
    currency: z.string(),
  })
  .openapi('ProjectMoney', { example: projectDetail.money[0] })

export const projectDetailSchema = projectSchema
  .extend({
    stateSince: day,
    objectives: z.string().nullable(),
    learned: z.string().nullable(),
    disturbed: z.string().nullable(),
    money: z.array(moneySchema),
  })
  .openapi('ProjectDetail', { example: projectDetail })

export const projectListSchema = z.object({ data: z.array(projectSchema), page: pageSchema }).openapi('ProjectList')
