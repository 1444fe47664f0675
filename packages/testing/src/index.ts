export * from './platformProcess.ts'
export * from './processTree.ts'
