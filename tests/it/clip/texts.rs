//! Running text: from programs, from plain text, and back from our own page.

use proptest::prelude::*;
use tertial::clip::{Node, rich};
use tertial::document::markdown::{paragraph, parse, plain_text};
use tertial::document::{Span, TextNode};

use super::tree;

fn markdown(name: &str) -> String {
    rich::markdown(&tree(name))
}

#[test]
fn word() {
    let expected = "# Ekonomi efter augusti\n\n\
        Nettokostnaden är **173,6\u{a0}mnkr** mot en budget på 168,5\u{a0}mnkr. Det är *sämre* än \
        planerat, se [underlaget](https://www.exempel.se/ekonomi/(2020%29).\n\n\
        # Orsaker\n\n\
        - Fler placeringar av vuxna\n  - särskilt under sommaren\n  - till **högre** pris\n\
        - Lägre ersättning från staten\n\n\
        Så går vi vidare:\n\n\
        1. Följ upp placeringarna\n  1. varje vecka\n2. Sök bidrag\n\n\
        Prognosen är bättre sedan april.";
    assert_eq!(markdown("word-text.html"), expected);
}

#[test]
fn outlook() {
    let expected = "Hej!\n\n\
        Här är mina punkter, fråga [ekonomen](mailto:ekonom@exempel.se) vid behov:\n\n\
        - Socialpsykiatrin förbättrar sin prognos\n  - 0,7\u{a0}mnkr\n\
        - Försörjningsstödet ökar inte\n\n\
        Vänligen\n**Kim**\n\n**Från:** Robin";
    assert_eq!(markdown("outlook-reply.html"), expected);
}

#[test]
fn google_docs() {
    let expected = "# Läget i augusti\n\n\
        Prognosen är **sämre** än budget, men *bättre* än i april. Läs \
        [mer](https://exempel.se/a?b=1&c=2).\n\n\
        - Vuxna\n  - missbruk\n  - boende\n- Barn\n\n1. Följ upp\n2. Sök bidrag";
    assert_eq!(markdown("google-docs.html"), expected);
}

#[test]
fn libreoffice() {
    let expected = "# Volymer\n\nAntalet placeringar är **7**, mot *9* i januari.\n\
        Priset är högre.\n\n- HVB\n  - 13–20 år\n- Familjehem";
    assert_eq!(markdown("libreoffice-writer.html"), expected);
}

#[test]
fn plain_text_with_bullets() {
    let text =
        "Läget:\r\n•\tVuxna\r\no\tej vård\r\n  - Barn\n    och unga\n\n1) ett\n2. två\nSlut\nnu";
    let expected =
        "Läget:\n\n- Vuxna\n- ej vård\n  - Barn\n    och unga\n\n1. ett\n2. två\n\nSlut\nnu";
    assert_eq!(rich::from_plain(text), expected);
    assert_eq!(rich::from_plain("-15 706 tkr\n2017. Sedan"), "-15 706 tkr\n2017. Sedan");
}

#[test]
fn paragraphs_of_an_item_become_lines_of_one() {
    let text = r#"["ul",["li",["p","a *b"],["p","c* d"]]]"#;
    assert_eq!(rich::markdown(&Node::read(text).unwrap()), "- a \\*b\n  c\\* d");
}

#[test]
fn only_safe_links_stay() {
    for href in ["javascript:alert(1)", "data:text/html,x", "file:///c:/x", "#_ftn1"] {
        let text = format!("[\"p\",[\"a\",{{\"h\":\"{href}\"}},\"mer\"]]");
        assert_eq!(rich::markdown(&Node::read(&text).unwrap()), "mer", "{href}");
    }
}

/// The tree of what [`tertial::html`] renders.
fn rendered(nodes: &[TextNode]) -> Vec<Node> {
    nodes
        .iter()
        .map(|node| match node {
            TextNode::Paragraph(spans) => Node::element("p", inline(spans)),
            TextNode::Heading(spans) => Node::element("h4", inline(spans)),
            TextNode::List { ordered, items } => {
                let items = items.iter().map(|item| Node::element("li", item_nodes(item)));
                Node::element(if *ordered { "ol" } else { "ul" }, items.collect())
            }
            TextNode::Elements(_) => panic!("not from Markdown"),
        })
        .collect()
}

fn item_nodes(item: &[TextNode]) -> Vec<Node> {
    match item.split_first() {
        Some((TextNode::Paragraph(spans), rest)) => {
            inline(spans).into_iter().chain(rendered(rest)).collect()
        }
        _ => rendered(item),
    }
}

fn inline(spans: &[Span]) -> Vec<Node> {
    spans.iter().flat_map(span_nodes).collect()
}

fn span_nodes(span: &Span) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (index, line) in span.text.split('\n').enumerate() {
        nodes.extend((index > 0).then(|| Node::element("br", Vec::new())));
        nodes.push(Node::Text(line.to_owned()));
    }
    for (is_on, name) in [(span.italic, "em"), (span.bold, "strong")] {
        if is_on {
            nodes = vec![Node::element(name, nodes)];
        }
    }
    let Some(link) = &span.link else { return nodes };
    let mut node = Node::element("a", nodes);
    if let Node::Element { href, .. } = &mut node {
        link.clone_into(href);
    }
    vec![node]
}

/// Running text as a page can show it: white space once, nothing empty, and in an item neither two
/// paragraphs nor two lists of one kind in a row.
fn shown(nodes: Vec<TextNode>, is_item: bool) -> Vec<TextNode> {
    let mut out: Vec<TextNode> = Vec::new();
    for node in nodes {
        match node {
            TextNode::Paragraph(s) => match (shown_spans(s), out.last_mut()) {
                (Some(s), Some(TextNode::Paragraph(before))) if is_item => {
                    before.push(Span { text: "\n".to_owned(), ..Span::default() });
                    before.extend(s);
                    *before = shown_spans(std::mem::take(before)).unwrap();
                }
                (s, _) => out.extend(s.map(TextNode::Paragraph)),
            },
            TextNode::Heading(s) => out.extend(shown_spans(s).map(TextNode::Heading)),
            TextNode::List { ordered, items } => {
                let items = items.into_iter().map(|item| shown(item, true));
                let items: Vec<_> = items.filter(|item| !item.is_empty()).collect();
                match out.last_mut() {
                    _ if items.is_empty() => {}
                    Some(TextNode::List { ordered: o, items: last })
                        if is_item && *o == ordered =>
                    {
                        last.extend(items);
                    }
                    _ => out.push(TextNode::List { ordered, items }),
                }
            }
            TextNode::Elements(_) => panic!("not from Markdown"),
        }
    }
    out
}

fn shown_spans(spans: Vec<Span>) -> Option<Vec<Span>> {
    let mut last = '\n';
    let mut out: Vec<Span> = Vec::new();
    for mut span in spans {
        span.text.retain(|c| {
            let stays = c != ' ' || !matches!(last, ' ' | '\n');
            last = if stays { c } else { last };
            stays
        });
        match out.last_mut() {
            _ if span.text.is_empty() => {}
            Some(before)
                if (before.bold, before.italic, &before.link, &None)
                    == (span.bold, span.italic, &span.link, &span.link) =>
            {
                before.text.push_str(&span.text);
            }
            _ => out.push(span),
        }
    }
    while let Some(end) = out.last_mut() {
        end.text.truncate(end.text.trim_end().len());
        if !end.text.is_empty() {
            break;
        }
        out.pop();
    }
    (!out.is_empty()).then_some(out)
}

fn source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "ord",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "\\",
        "\\*",
        "[",
        "]",
        "(",
        "1. ",
        "- ",
        "* ",
        "# ",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n  1. ",
        "\n    - ",
        "\n  ",
        "[x](https://a.se/*)",
        "**b**",
        "*i*",
        "***",
        ".",
        "-",
        "#",
        "_",
        "5 * 3",
        "[y](#/år/b)",
        "](",
        "http://a)",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_reads_back_as_itself(text in "[a1 .*_#()\\[\\]\\\\\n-]{0,30}") {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let text = lines.join("\n");
        let written = rich::write(&paragraph(text.clone()));
        prop_assert_eq!(plain_text(&parse(&written)), text, "{:?}", written);
    }

    #[test]
    fn the_page_reads_back_as_its_markdown(source in source()) {
        let nodes = parse(&source);
        // A line of nothing but a mark is an empty line to the page, which parts paragraphs there.
        prop_assume!(!plain_text(&nodes).replace(' ', "").contains("\n\n"));
        let body = Node::element("div", rendered(&nodes));
        let written = rich::markdown(&body);
        prop_assert_eq!(shown(parse(&written), false), shown(nodes, false), "{:?}", written);
        prop_assert_eq!(&rich::markdown(&Node::element("div", rendered(&parse(&written)))), &written);
    }

    #[test]
    fn styles_never_cost_a_letter(
        parts in prop::collection::vec(("[a *\\[\\]\\\\\n-]{1,4}", any::<[bool; 3]>()), 1..6),
    ) {
        let spans = parts.iter().map(|(text, [bold, italic, link])| Span {
            text: text.clone(),
            bold: *bold,
            italic: *italic,
            link: link.then(|| "https://a.se".to_owned()),
        });
        let written = rich::write(&[TextNode::Paragraph(spans.collect())]);
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let text: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        prop_assert_eq!(letters(&plain_text(&parse(&written))), letters(&text), "{:?}", written);
    }
}
