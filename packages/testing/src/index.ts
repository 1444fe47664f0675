export * from './canaries/index.ts'
export * from './platformProcess.ts'
export * from './processTree.ts'
