import { Column, PrimaryGeneratedColumn } from 'typeorm';

const instant = {
  to: (value: Date | null | undefined) => (value instanceof Date ? value.getTime() : value),
  from: (value: number | string | null) => (value === null ? null : new Date(Number(value))),
};

/** A moment in time: a Date in code, milliseconds since 1970 UTC in the database, the same on both engines. */
export function InstantColumn(options: { nullable?: boolean; name: string }): PropertyDecorator {
  return Column({
    type: 'bigint',
    nullable: options.nullable ?? false,
    name: options.name,
    transformer: instant,
  });
}

const number = {
  to: (value: number | null | undefined) => value,
  from: (value: number | string | null) => (value === null ? null : Number(value)),
};

/** The id of a row of another table. */
export function ReferenceColumn(options: { nullable?: boolean; name: string }): PropertyDecorator {
  return Column({
    type: 'bigint',
    nullable: options.nullable ?? false,
    name: options.name,
    transformer: number,
  });
}

/** A counted key. TypeORM reads MariaDB's BIGINT as text; ids stay below 2^53, so INT keeps them numbers. */
export function IdColumn(): PropertyDecorator {
  return PrimaryGeneratedColumn({ type: 'int' });
}

/** A value kept as JSON text. */
export function JsonColumn(options: { nullable?: boolean; name: string }): PropertyDecorator {
  return Column({
    type: 'text',
    nullable: options.nullable ?? false,
    name: options.name,
    transformer: {
      to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
      from: (value: string | null): unknown => (value === null ? null : JSON.parse(value)),
    },
  });
}

const flag = {
  to: (value: boolean | undefined) => (value === undefined ? value : Number(value)),
  from: (value: number) => value === 1,
};

export function FlagColumn(options: { name: string }): PropertyDecorator {
  return Column({ type: 'int', name: options.name, transformer: flag });
}
