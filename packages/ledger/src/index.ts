export { CallRevertedError, type SimulatedCall } from './call.ts'
export {
  type ClientProfile,
  createLedgerClient,
  type LedgerClient,
  type LedgerEndpoint,
  NotOnLedgerError,
  ReceiptTimeoutError,
} from './client.ts'
export {
  type Artifacts,
  ContractDeploymentError,
  CREATE2_DEPLOYER,
  type DeploymentSigner,
  deployContracts,
  getContractAddress,
} from './deploy.ts'
export {
  LedgerAnswerError,
  type LedgerBlock,
  type LedgerLog,
  type LedgerReceipt,
  type LedgerTransaction,
} from './formats.ts'
export { LedgerMovedError, type LogFilter, type LogRange } from './logs.ts'
export { getNetworkIdentity, type NetworkIdentity, WrongNetworkError } from './network.ts'
export {
  type Deployment,
  DeploymentFormatError,
  type Finality,
  findFinalHeight,
  formatDeployment,
  type LedgerProfile,
  parseDeployment,
} from './profile.ts'
export {
  createRpc,
  LedgerUnreachableError,
  type Rpc,
  type RpcAnswer,
  type RpcCall,
  RpcError,
  takeResult,
} from './rpc.ts'
export { type SendRefusal, TransactionNotSentError } from './sendError.ts'
