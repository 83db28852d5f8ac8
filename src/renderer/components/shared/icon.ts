import type { Component } from 'svelte';

/** An icon of @lucide/svelte, such as `@lucide/svelte/icons/plus`. */
export type Icon = Component<{ size?: number; strokeWidth?: number; 'aria-hidden'?: 'true' }>;
