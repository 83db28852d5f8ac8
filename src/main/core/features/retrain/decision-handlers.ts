import { discardFolder } from '../../../../common/files/atomic.ts';
import { DemifaceError } from '../../../../common/error.ts';
import type { CodedMessage } from '../../../../messages/message.ts';
import { message } from '../../../../messages/message.ts';
import type { RetrainDecision, RetrainGate, Retraining } from '../../../ipc/contract.ts';
import { appendToAudit } from '../../platform/audit.ts';
import type { CoreContext, HandlersOf, RetrainChannel } from '../../platform/handlers.ts';
import { retrainingFolder } from '../../platform/models/retrained-models.ts';
import { transaction } from '../../platform/store/sync.ts';
import { placeOf } from './goals.ts';
import type { ModelsPort } from './goals.ts';
import type { RetrainChange, StoredRetraining } from './retrain-store.ts';
import type { Retrainings } from './retrainings.ts';

export type DecisionChannel = Extract<RetrainChannel, `retrain.${'decide' | 'rollBack' | 'discard'}`>;

/** Whether the new model is used, and what becomes of it. */
export function decisionHandlers(
  { store, home, emit }: CoreContext,
  retrainings: Retrainings,
  models: ModelsPort,
): HandlersOf<DecisionChannel> {
  /** The change and its entry in the audit log are there together or not at all. */
  const decide = (id: number, change: RetrainChange, action: AuditedAction, subject: CodedMessage) => {
    transaction(store, () => {
      retrainings.store.update(id, change);
      appendToAudit(store, action, subject);
    });
    return retrainings.tell(id);
  };
  return {
    async 'retrain.decide'({ id, kind, reason: given }) {
      const retraining = trained(retrainings.store.sound(id));
      const { goal, comparison } = retraining;
      const reason = given.trim() === '' ? null : given.trim();
      const gates = comparison.gates;
      if (kind === 'use' && reason === null && gates.some(asksForReason))
        throw new DemifaceError('usage', message('retrain.reasonNeeded'));
      const facts = { name: goal.name, ...warnings(gates), reason: reason ?? message('audit.retrainNone') };
      if (kind === 'keep') {
        if (retrainings.isLive(retraining)) throw new DemifaceError('usage', message('retrain.modelLive'));
        const change = { state: 'kept', decision: decisionOf('keep', reason) } as const;
        return decide(id, change, 'retrain.keep', message('audit.retrainKept', facts));
      }
      const path = retrainings.modelOf(id);
      await models.promote(path);
      const change = { state: 'used', decision: decisionOf('use', reason) } as const;
      return decide(id, change, 'retrain.use', message('audit.retrainUsed', { ...facts, path }));
    },

    async 'retrain.rollBack'({ id }) {
      const retraining = retrainings.store.sound(id);
      const { name } = retraining.goal;
      if (!retrainings.isLive(retraining)) throw new DemifaceError('usage', message('retrain.modelNotLive'));
      await models.rollBack(placeOf(retraining.goal));
      const subject = message('audit.retrainRolledBack', { name, path: retrainings.modelOf(id) });
      const change = { state: 'done', decision: decisionOf('rolledBack', null) } as const;
      return decide(id, change, 'retrain.rollBack', subject);
    },

    'retrain.discard'({ id }) {
      const retraining = retrainings.store.get(id);
      const { damage, state, goal } = retraining;
      if (!damage && state === 'running') throw new DemifaceError('usage', message('retrain.running'));
      if (!damage && retrainings.isInHistory(retraining))
        throw new DemifaceError('usage', message('retrain.modelLive'));
      // Before its entry: of a core that ends in between, no model is left that nobody knows of.
      discardFolder(retrainingFolder(home, id));
      transaction(store, () => {
        retrainings.store.remove(id);
        appendToAudit(store, 'retrain.discard', message('audit.retrainDiscarded', { name: goal.name }));
      });
      emit('retrain.changed', { id, retraining: null });
      emit('models.changed', {});
      return {};
    },
  };
}

type AuditedAction = 'retrain.use' | 'retrain.keep' | 'retrain.rollBack';

/** @throws DemifaceError `usage` for one that is not compared yet */
function trained(
  retraining: StoredRetraining,
): StoredRetraining & { comparison: NonNullable<Retraining['comparison']> } {
  const { state, comparison } = retraining;
  if (!comparison || (state !== 'done' && state !== 'used' && state !== 'kept'))
    throw new DemifaceError('usage', message('retrain.notTrained'));
  return { ...retraining, comparison };
}

function asksForReason(gate: RetrainGate): boolean {
  return gate !== 'notChecked';
}

function decisionOf(kind: RetrainDecision['kind'], reason: string | null): RetrainDecision {
  return { kind, reason, at: new Date().toISOString() };
}

const GATE_NAMES = {
  'worse.overall': 'overall',
  'worse.group': 'group',
  'worse.kept': 'kept',
  notChecked: 'notChecked',
} as const satisfies Record<RetrainGate, string>;

function warnings(gates: readonly RetrainGate[]): { gates: CodedMessage[] } {
  const named = gates.map((gate) => message('audit.retrainGate', { gate: GATE_NAMES[gate] }));
  return { gates: named.length > 0 ? named : [message('audit.retrainNone')] };
}
