import { Entity, PrimaryColumn } from 'typeorm';

/** A plan grants a feature. */
@Entity('plan_feature')
export class PlanFeatureEntity {
  @PrimaryColumn({ name: 'plan_id', type: 'text' })
  readonly planId: string;

  @PrimaryColumn({ name: 'feature_id', type: 'text' })
  readonly featureId: string;
}
