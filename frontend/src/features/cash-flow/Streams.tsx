import '@mantine/charts/styles.css';
import { SankeyChart } from '@mantine/charts';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from 'react-router';
import type { FlowNode } from '@/api/cashFlow';
import { useChartSummary } from '@/components/charts/ChartFrame';
import { useMoneyText } from '@/components/money';
import classes from './Streams.module.css';
import { colorOf, nameOf, type ShownStreams } from './streams';

interface StreamsProps {
  shown: ShownStreams;
  /** The transactions behind a node. */
  addressOf: (node: FlowNode) => string;
}

/** As Recharts places a node. */
interface Placed {
  x: number;
  y: number;
  width: number;
  height: number;
  index: number;
  payload: { targetNodes?: number[] };
}

/** As Recharts places a stream. */
interface Ran {
  index: number;
  sourceX: number;
  targetX: number;
  sourceY: number;
  targetY: number;
  sourceControlX: number;
  targetControlX: number;
  linkWidth: number;
}

const ROW = 26;

/** How many nodes stand above one another where they are most; leaves all stand in the last column. */
function tallest({ nodes }: ShownStreams): number {
  const count = (...places: FlowNode['place'][]): number => nodes.filter(({ place }) => places.includes(place)).length;
  const spending = count('spending', 'savings');
  return Math.max(count('income', 'from_savings'), spending, count('subcategory') + spending / 3);
}

/** The drawing of the streams, fetched when first needed. */
export function Streams({ shown, addressOf }: StreamsProps) {
  const summary = useChartSummary();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const colors = shown.nodes.map(colorOf);
  const rows = tallest(shown);
  const height = Math.max(340, ROW * rows);
  return (
    <div className={classes.scroll}>
      <SankeyChart
        className={classes.streams}
        mod={{ wide: shown.nodes.some(({ place }) => place === 'subcategory') }}
        role="group"
        aria-label={summary}
        height={height}
        withTooltip={false}
        data={{
          nodes: shown.nodes.map((node) => ({ name: nameOf(node) })),
          links: shown.links.map((link) => ({ ...link })),
        }}
        nodePadding={Math.min(17, (height * 0.66) / rows)}
        sankeyProps={{
          sort: false,
          node: (placed: Placed) => {
            const node = shown.nodes[placed.index];
            return node ? (
              <StreamNode
                {...placed}
                node={node}
                color={colors[placed.index] ?? ''}
                to={addressOf(node)}
                isSmall={isNarrow}
              />
            ) : (
              <g />
            );
          },
          link: (ran: Ran) => <StreamLink {...ran} shown={shown} colors={colors} />,
          margin: { top: 8, bottom: 8, left: 4, right: 4 },
        }}
      />
    </div>
  );
}

interface StreamNodeProps extends Placed {
  node: FlowNode;
  color: string;
  to: string;
  isSmall: boolean;
}

/** A place that money passes: its name and amount lead to the transactions. */
function StreamNode({ x, y, width, height, payload, node, color, to, isSmall }: StreamNodeProps) {
  const text = useMoneyText();
  const isLast = !payload.targetNodes || payload.targetNodes.length === 0;
  const amount = text(Math.abs(node.amount), 'plain');
  // Between two columns of names there is no room for the amounts of small streams.
  const isCrowded = isSmall || (!isLast && node.place === 'spending');
  const middle = y + height / 2;
  const place = { x: isLast ? x - 6 : x + width + 6, textAnchor: isLast ? 'end' : 'start' } as const;
  return (
    <Link to={to} className={classes.node} aria-label={`${nameOf(node)}, ${amount}`}>
      <rect x={x} y={y} width={width} height={Math.max(1, height)} fill={color} rx={2} />
      {height >= 30 ? (
        <>
          <text {...place} y={middle - 4} className={classes.label}>
            {nameOf(node)}
          </text>
          <text {...place} y={middle + 11} className={classes.amount}>
            {amount}
          </text>
        </>
      ) : (
        <text {...place} y={middle + 4} className={classes.label}>
          {nameOf(node)} {!isCrowded && <tspan className={classes.amount}>{amount}</tspan>}
        </text>
      )}
    </Link>
  );
}

interface StreamLinkProps extends Ran {
  shown: ShownStreams;
  colors: string[];
}

/** A stream in the colour of the category that it comes from or goes to. */
function StreamLink({ shown, colors, ...ran }: StreamLinkProps) {
  const text = useMoneyText();
  const link = shown.links[ran.index];
  if (!link) return <g />;
  const isFromMiddle = shown.nodes[link.source]?.place === 'money_in';
  const half = Math.max(0.5, ran.linkWidth / 2);
  const path = [
    `M${ran.sourceX},${ran.sourceY + half}`,
    `C${ran.sourceControlX},${ran.sourceY + half} ${ran.targetControlX},${ran.targetY + half}`,
    `${ran.targetX},${ran.targetY + half}`,
    `L${ran.targetX},${ran.targetY - half}`,
    `C${ran.targetControlX},${ran.targetY - half} ${ran.sourceControlX},${ran.sourceY - half}`,
    `${ran.sourceX},${ran.sourceY - half}`,
    'Z',
  ];
  const [source, target] = [shown.nodes[link.source], shown.nodes[link.target]];
  return (
    <path d={path.join(' ')} fill={colors[isFromMiddle ? link.target : link.source]} className={classes.stream}>
      {source && target && <title>{`${nameOf(source)} → ${nameOf(target)}: ${text(link.value, 'plain')}`}</title>}
    </path>
  );
}
