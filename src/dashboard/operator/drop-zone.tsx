import { FileUp } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { useWords } from "../words/use-words.js";
import { operatorWords } from "./operator.words.js";

interface DropZoneProps {
  readonly label: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}

/** Takes a file that is dropped on it, or chosen: by pointer or keyboard. */
export function DropZone({ label, hint, onFile }: DropZoneProps) {
  const t = useWords(operatorWords);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) {
      onFile(file);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={id}
      className={isOver ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp size={22} strokeWidth={1.7} aria-hidden="true" />
      <span className="strong">{t(isOver ? "letGo" : "dropHere")}</span>
      <span className="small faint">{hint}</span>
      <input
        id={id}
        className="hidden-visually"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={label}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </label>
  );
}
