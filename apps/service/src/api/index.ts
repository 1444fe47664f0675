export { createApi } from './createApi.ts'
export type { ApiDependencies, Demo, HealthCheck, ServedNetwork, Sessions, SignedIn } from './dependencies.ts'
