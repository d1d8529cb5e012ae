import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('topic')
export class TopicRow {
  /** `top_…` */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text')
  readonly slug: string;

  @Column('text')
  readonly name: string;

  @Column('text', { nullable: true })
  readonly description: string | null;
}
