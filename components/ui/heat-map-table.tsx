type Place = { likelihood: number; impact: number };

type HeatMapTableProps = {
  risks: readonly { number: number; title: string; residual: Place; inherent?: Place }[];
  likelihoods: readonly string[];
  impacts: readonly string[];
};

/** The same facts as the picture, for reading and for grey print. */
export function HeatMapTable({ risks, likelihoods, impacts }: HeatMapTableProps) {
  const words = (place: Place) =>
    `${likelihoods[place.likelihood - 1]}, ${impacts[place.impact - 1]}`;
  return (
    <details className="wm-twin">
      <summary>Show as table</summary>
      <table className="wm-table wm-table-dense">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Risk</th>
            <th scope="col">Residual</th>
            <th scope="col" className="is-number">
              Inherent
            </th>
            <th scope="col" className="is-number">
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {risks.map((risk) => (
            <tr key={risk.number}>
              <td>{risk.number}</td>
              <td>{risk.title}</td>
              <td>{words(risk.residual)}</td>
              <td className="is-number">
                {risk.inherent === undefined
                  ? "–"
                  : risk.inherent.likelihood * risk.inherent.impact}
              </td>
              <td className="is-number">{risk.residual.likelihood * risk.residual.impact}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
