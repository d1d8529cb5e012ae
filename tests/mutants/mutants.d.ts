export declare const mutants: readonly { name: string; file: string; from: string; to: string }[];
