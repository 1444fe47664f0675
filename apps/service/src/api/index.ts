export { createApi } from './createApi.ts'
