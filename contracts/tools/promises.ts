/** Where a promise is proven: a test by name in a file, or a file as a whole. */
export type Proof = { readonly file: string; readonly name?: string }

const at = (folder: string) => (file: string, name?: string) => ({
  file: `${folder}/${file}`,
  ...(name !== undefined && { name }),
})
const sol = at('contracts/test')
const ts = at('packages/protocol')
const tool = at('contracts/tools')

/** What is promised of the contracts, and the test that would notice. */
export const PROMISES: readonly { readonly promise: string; readonly proofs: readonly Proof[] }[] = [
  {
    promise: 'Invariant 1: holdings cover balances, bonds, held money and posts; donations change nothing',
    proofs: [
      sol('invariant/escrow.t.sol', '_check_1_holdingsCoverAllThatIsOwed'),
      sol('invariant/Watcher.sol', 'DonationsChangeNothing'),
      sol('unit/deposit.t.sol', 'test_deposit_ignoresDonations'),
    ],
  },
  {
    promise: 'Invariant 2: what is paid in, the bond and the post add up to credits, held and post',
    proofs: [
      sol('invariant/Watcher.sol', 'MoneyIsKept'),
      ts('test/exploration/exploration.test.ts'),
      sol('economics/arbiterFee.t.sol', 'testFuzz_arbiterFee_everyRulingAddsUp'),
    ],
  },
  {
    promise: 'Invariant 3: a settled order holds nothing and never changes',
    proofs: [sol('invariant/escrow.t.sol', '_check_3_settledHoldsNothingAndNeverChanges')],
  },
  {
    promise: 'Invariant 4: third parties alone end every order within its windows',
    proofs: [
      sol('invariant/escrow.t.sol', '_endEverything'),
      sol('invariant/escrow.t.sol', '_check_4_ordersEndInTime'),
      ts('test/exploration/exploration.test.ts'),
    ],
  },
  {
    promise: 'Invariant 5: what is drawn is reserved, and never more than the bond',
    proofs: [
      sol('invariant/escrow.t.sol', '_check_5_whatIsDrawnIsReserved'),
      sol('economics/bond.t.sol', 'testFuzz_bond_behindFortyOrders_isNeverShort'),
      sol('economics/bond.t.sol', 'testFuzz_bond_whatAnEndingReturnsIsThere_whateverWasDrawn'),
    ],
  },
  {
    promise:
      'Invariants 6 and 7: nobody gains but by a signed term, a lapse or a ruling; no recipient changes',
    proofs: [
      sol('invariant/Watcher.sol', 'OnlyTheSignerPays'),
      sol('invariant/Watcher.sol', 'EndingsPayTheirSplit'),
      sol('invariant/Watcher.sol', 'OperatorsMoveNoMoney'),
      sol('economics/payer.t.sol', 'test_payer_getsWhatReturns_inEveryEnding'),
    ],
  },
  {
    promise: 'Invariant 8: the fee is at most its share of what was earned, and zero on a full refund',
    proofs: [sol('invariant/Watcher.sol', 'FeeIsOfWhatWasEarned'), sol('unit/confirm.t.sol')],
  },
  {
    promise: 'Invariant 9: every signature works once, for what it says, where it says, until it says',
    proofs: [
      sol('invariant/Watcher.sol', 'SignaturesWorkOnce'),
      sol('unit/signatureForms.t.sol', 'testFuzz_signatureForms_oneChangedWord_isRefused'),
      sol('unit/signatureForms.t.sol', 'test_signatureForms_until'),
      sol('unit/signatureForms.t.sol', 'test_signatureForms_ofAnotherState_areRefused'),
      sol('unit/signatures.t.sol', 'test_signatures_revertsWhen_replayed'),
      sol('unit/signatures.t.sol', 'test_signatures_followTheChain'),
      sol('unit/signatureForms.t.sol', 'test_signatureForms_ofARedeployedContract_areRefused'),
    ],
  },
  {
    promise: 'Invariant 10: a hostile token or party changes no other order',
    proofs: [sol('invariant/Watcher.sol', 'OtherOrdersStay'), sol('weird/WeirdFixture.sol', 'harmsNoOther')],
  },
  {
    promise: 'Invariant 11: the result is the same whoever lapses, and whenever',
    proofs: [
      sol('invariant/Watcher.sol', 'ResultIsTheSameWheneverLapsed'),
      sol('unit/lapse.t.sol', 'testFuzz_lapse_sameWheneverItIsCalled'),
    ],
  },
  {
    promise: 'Only the right party, in the right state: function × caller × state',
    proofs: [
      sol('matrix/matrix.t.sol'),
      sol('matrix/generated.t.sol'),
      ts('test/exploration/exploration.test.ts'),
    ],
  },
  {
    promise: 'At the right second: deadline −1, 0, +1',
    proofs: [sol('matrix/generated.t.sol'), sol('economics/lastSeconds.t.sol')],
  },
  {
    promise: 'Every custom error is reached, every event decoded',
    proofs: [tool('reached.ts'), tool('check.ts', 'errors: ')],
  },
  {
    promise: 'High s, other v, compact, zero signer: one form of a signature only',
    proofs: [
      sol('unit/signatureForms.t.sol', 'testFuzz_signatureForms_highS_isRefused'),
      sol('unit/signatureForms.t.sol', 'test_signatureForms_everyOtherV_isRefused'),
      sol('unit/signatureForms.t.sol', 'test_signatureForms_everyOtherLength_isRefused'),
      sol('unit/signatures.t.sol', 'test_signatures_revertsWhen_theSignerIsZero'),
    ],
  },
  {
    promise: 'ERC-1271 wallets that revert, burn gas, return bombs or change owners; EIP-7702 accounts',
    proofs: [
      sol('unit/signatures.t.sol', 'test_wallets_revertsWhen_theyDoNotAnswerWell'),
      sol('unit/signatures.t.sol', 'test_wallets_starvedOfGas_areRefused'),
      sol('unit/signingWallets.t.sol', 'test_signingWallets_whoseOwnerChangedAfterSigning_areRefused'),
      sol('unit/signingWallets.t.sol', 'test_delegatedAccounts_hostileCode_refusesOthersAtACappedPrice'),
    ],
  },
  {
    promise: 'ERC-6492: a deployment that aims at a token, at the escrow or at a bond moves nothing',
    proofs: [sol('accounts/accountDeployer.t.sol')],
  },
  {
    promise: 'Hostile tokens harm only their own orders: the whole weird ERC-20 list',
    proofs: [{ file: 'docs/specs/tokens.md' }, sol('weird/WeirdFixture.sol', 'harmsNoOther')],
  },
  {
    promise: 'In a batch one fails alone and says why; a hostile one cannot use up the gas of its neighbours',
    proofs: [
      sol('unit/batch.t.sol', 'test_batch_oneFailsAlone_andSaysWhy'),
      sol('unit/batch.t.sol', 'test_batch_aHostileCallCannotUseUpTheGasOfItsNeighbours'),
      sol('invariant/Watcher.sol', 'BatchIsAsOneByOne'),
    ],
  },
  {
    promise: 'A relayer cannot starve the inner call: the gas limit swept',
    proofs: [sol('unit/batch.t.sol', 'test_batch_aRelayerCannotStarveACall')],
  },
  {
    promise: 'Solidity and TypeScript are equal: random histories, ids, digests, descriptions',
    proofs: [
      sol('differential/histories.t.sol', 'test_histories_answerAlike'),
      sol('differential/ids.t.sol'),
      sol('differential/descriptions.t.sol'),
      sol('differential/accounts.t.sol'),
    ],
  },
  {
    promise:
      'The lifecycle explored whole: every state settles, every pair of state and action is specified or refused',
    proofs: [ts('test/exploration/exploration.test.ts')],
  },
  {
    promise:
      'Economics: stale confirmations and offers, last seconds, who pays the arbiter, one bond under many orders',
    proofs: [
      sol('economics/offers.t.sol'),
      sol('economics/lastSeconds.t.sol'),
      sol('economics/arbiterFee.t.sol'),
      sol('economics/bond.t.sol'),
      sol('economics/extensions.t.sol'),
    ],
  },
  {
    promise: 'A stolen passkey moves no money to a new payee within 48 hours, by call or by signature',
    proofs: [
      sol('accounts/stolenPasskey.t.sol'),
      sol('accounts/payeeLock.t.sol'),
      sol('accounts/isValidSignature.t.sol'),
      sol('accounts/onEscrow.t.sol', 'test_onEscrow_aBatchHidesNoPayout'),
    ],
  },
  {
    promise: 'No owner, pause, upgrade, delegatecall or selfdestruct; storage and size are kept',
    proofs: [tool('staticProperties.ts'), sol('gas/snapshots/layout.json'), sol('gas/snapshots/sizes.json')],
  },
  {
    promise: 'Gas does not grow unnoticed',
    proofs: [sol('gas/gas.t.sol'), sol('gas/batch.t.sol'), sol('gas/snapshots/execution.json')],
  },
  {
    promise: 'The tests would notice: mutation; symbolic and static checks',
    proofs: [tool('deep/main.ts'), tool('deep/survivors.md')],
  },
]

/** Every call that a contract of ours makes to code that is not its own. */
export const EXTERNAL_CALLS: readonly {
  readonly call: string
  readonly made: string
  readonly threat: string
  readonly answer: string
  readonly proofs: readonly Proof[]
}[] = [
  {
    call: 'token.balanceOf(escrow)',
    made: 'every way in, before and after',
    threat: 'lies, answers nothing, burns gas, calls back',
    answer:
      'a static call; one word is read; what is no token is named (`TokenInvalid`); a lie harms the orders in that token only',
    proofs: [
      sol('unit/deposit.t.sol', 'test_deposit_revertsWhen_theTokenDoesNotKnowWhatIsAsked'),
      sol('unit/tokens.t.sol'),
    ],
  },
  {
    call: 'token.transferFrom(payer, escrow, amount)',
    made: '`deposit`, `fund` by allowance',
    threat: 'moves less or more, returns false, calls back',
    answer:
      'what arrived must be exactly what was asked; the entry is locked; the payer signed `Fund` or calls itself',
    proofs: [
      sol('unit/tokens.t.sol', 'test_tokens_thatReenter_areRefused'),
      sol('weird/transfers.t.sol', 'test_weird_hooks_cannotReenter'),
    ],
  },
  {
    call: 'token.receiveWithAuthorization(…)',
    made: '`fundWithAuthorization`, `depositWithAuthorization`',
    threat: 'an authorisation used for another purpose, or by another caller first',
    answer:
      'the nonce is the order’s id, or a hash of purpose, account, token, amount and salt; only the receiver can call the `receive…` form',
    proofs: [
      sol(
        'unit/fundWithAuthorization.t.sol',
        'test_fundWithAuthorization_revertsWhen_authorizedForOtherTerms',
      ),
      sol('unit/depositWithAuthorization.t.sol', 'test_depositWithAuthorization_revertsWhen_anythingDiffers'),
    ],
  },
  {
    call: 'Permit2.permitWitnessTransferFrom(…)',
    made: '`fundWithPermit2`, `depositWithPermit2`',
    threat: 'a signature used for another order, account or amount',
    answer: 'the witness is the order, or the account; the spender is the caller, which is the escrow',
    proofs: [
      sol('unit/fundWithPermit2.t.sol', 'test_fundWithPermit2_revertsWhen_signedForAnythingElse'),
      sol('unit/depositWithPermit2.t.sol', 'test_depositWithPermit2_revertsWhen_signedForAnythingElse'),
    ],
  },
  {
    call: 'token.permit(owner, escrow, …)',
    made: '`applyPermit`',
    threat: 'somebody else uses the permit first, or uses the allowance',
    answer: 'a failure is ignored; an allowance moves only by its owner’s call or `Fund`',
    proofs: [
      sol('unit/applyPermit.t.sol', 'test_applyPermit_letsNobodyElseTake'),
      sol('unit/applyPermit.t.sol', 'test_applyPermit_isIgnoredWhen_itWasUsedBefore'),
    ],
  },
  {
    call: 'token.transfer(recipient, amount)',
    made: '`withdraw`',
    threat: 'a recipient that calls back or is barred; a token that moves nothing',
    answer:
      'the balance was taken before, and the entry is locked; only the account that withdraws is concerned',
    proofs: [sol('unit/tokens.t.sol', 'test_tokens_thatBlock_harmOnlyTheBlocked')],
  },
  {
    call: 'signer.isValidSignature(digest, signature)',
    made: 'every act by the signature of a contract account',
    threat: 'burns all gas, returns megabytes, changes its mind, calls back',
    answer: 'a static call with 500,000 gas at most, of which one word is copied; its own orders only',
    proofs: [
      sol('unit/signatures.t.sol', 'test_wallets_revertsWhen_theyDoNotAnswerWell'),
      sol('unit/signingWallets.t.sol', 'test_signingWallets_thatCallBack_changeNothing'),
    ],
  },
  {
    call: 'TermsRules.findInvalid(terms)',
    made: 'every way of funding',
    threat: 'none: it is deployed by the escrow, stateless and pure',
    answer: 'its answer is compared with `packages/protocol` for every rule',
    proofs: [sol('differential/ids.t.sol', 'test_ids_ofBrokenRules')],
  },
  {
    call: 'escrow itself',
    made: '`batch`',
    threat: 'a call that pretends to be another caller’s; one that uses up the gas; a batch in a batch',
    answer:
      'the outermost caller is kept in the lock; each call has its own gas; nothing else makes the escrow call itself',
    proofs: [
      sol('unit/batch.t.sol', 'test_batch_takesTheCallersOwnWord'),
      sol('unit/batch.t.sol', 'test_batch_isTheOnlyWayToCallItself'),
      sol('unit/batch.t.sol', 'test_batch_revertsWhen_nested'),
    ],
  },
  {
    call: 'factory.call(data), target.call(data)',
    made: '`AccountDeployer.deployAndCall`',
    threat: 'a deployment that aims at a token, the escrow or a bond',
    answer: 'the deployer has no balance, allowance, role or storage: it can do what anybody can',
    proofs: [sol('accounts/accountDeployer.t.sol')],
  },
  {
    call: 'escrow.rule(…), escrow.withdraw(…)',
    made: '`ArbiterPanel`',
    threat: 'a token that calls back while shares are taken; a barred member',
    answer: 'shares are counted before they are paid, each member takes its own',
    proofs: [sol('around/panelFees.t.sol', 'test_fees_revertsWhen_reentered')],
  },
  {
    call: 'member.isValidSignature(…)',
    made: '`ArbiterPanel`, `KeyRegistry`, `CheckpointLog`',
    threat: 'as for the escrow',
    answer: 'the same check with the same bounds',
    proofs: [sol('around/signatures.t.sol')],
  },
  {
    call: 'target.call(data)',
    made: '`PasskeyAccount`, for its owner',
    threat: 'money to a new payee; a target that calls back',
    answer: 'the payee lock decides before each call; see [passkey-account.md](passkey-account.md)',
    proofs: [sol('accounts/payeeLock.t.sol')],
  },
]
