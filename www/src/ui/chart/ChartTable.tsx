interface Props {
  caption: string;
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly string[] }[];
}

/** The same for who cannot see the picture. */
export function ChartTable({ caption, columns, rows }: Props) {
  return (
    <div className="unseen">
      <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells: [name, ...values] }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {values.map((value, at) => (
              <td key={columns[at + 1]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
      </table>
    </div>
  );
}
