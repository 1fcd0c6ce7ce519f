/** Where files are dropped or chosen; the whole page takes what is dropped. */
import { Text, VisuallyHidden } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import styles from './drop.module.css';

const ACCEPTED = '.docx,.pdf,.html,.htm,.md,.txt,.doc,.rtf,.odt';

/** A place that files are dropped on or chosen for. What is dropped beside it is given to `useDrop` without its name. */
export function DropPlace({
  label,
  hint,
  slot,
  multiple = false,
  small = false,
  describedBy,
  onFiles,
}: {
  label: string;
  hint: ReactNode;
  slot: string;
  multiple?: boolean;
  small?: boolean;
  describedBy?: string | undefined;
  onFiles: (files: File[]) => void;
}) {
  return (
    <label className={styles.place} data-slot={slot} data-small={small || undefined}>
      <IconFileUpload size={small ? 22 : 34} stroke={1.5} aria-hidden />
      <Text component="span" fw={600} ta="center">
        {label}
      </Text>
      <Text component="span" size="sm" c="dimmed" ta="center" aria-hidden>
        {hint}
      </Text>
      <VisuallyHidden>
        <input
          type="file"
          aria-label={label}
          aria-describedby={describedBy}
          accept={ACCEPTED}
          multiple={multiple}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            // The same file may be chosen again.
            currentTarget.value = '';
            if (files.length > 0) onFiles(files);
          }}
        />
      </VisuallyHidden>
    </label>
  );
}

/** Takes files dropped anywhere on the page; `slot` names the place they were dropped on. True while files hang over the page. */
export function useDrop(onFiles: (files: File[], slot: string | undefined) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(false);
      const files = filesOf(event.dataTransfer);
      const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-slot]') : null;
      if (files.length > 0) take(files, slot?.dataset.slot);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

/** Folders cannot be sent. */
function filesOf({ items }: DataTransfer): File[] {
  return [...items]
    .filter((item) => item.kind === 'file' && !item.webkitGetAsEntry?.()?.isDirectory)
    .flatMap((item) => item.getAsFile() ?? []);
}
