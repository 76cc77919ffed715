// The queries of the search benchmark on Lucene 8's intervals; tests/bench/search/main.rs runs it.
//   java LuceneBench TEXTS FOLDER RUNS QUERY...
// TEXTS: a form feed after each document, a line feed after each paragraph, a vertical tab after each
// sentence. Sentences and paragraphs are fields of their own with a wide gap between units, the usual
// way to keep a proximity inside one. All hits are listed: document, first and last word.
// Prints for each query: median ms, 99th percentile ms, documents, hits.
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queries.intervals.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.BytesRef;

public class LuceneBench {
  static final int GAP = 5000;

  static class Units extends AnalyzerWrapper {
    private final Analyzer words = new StandardAnalyzer(CharArraySet.EMPTY_SET);
    Units() { super(PER_FIELD_REUSE_STRATEGY); }
    @Override protected Analyzer getWrappedAnalyzer(String field) { return words; }
    @Override public int getPositionIncrementGap(String field) { return field.equals("text") ? 0 : GAP; }
  }

  /// A query: the intervals to list, in a field, in the documents of a filter if there is one.
  static class Asked {
    final String field; final Query filter; final IntervalsSource[] sources;
    Asked(String field, Query filter, IntervalsSource... sources) { this.field = field; this.filter = filter; this.sources = sources; }
  }

  static class Hits {
    int[] list = new int[1 << 16]; int size = 0, documents = 0;
    void add(int document, int start, int end) {
      if (size + 3 > list.length) list = Arrays.copyOf(list, list.length * 2);
      list[size++] = document; list[size++] = start; list[size++] = end;
    }
  }

  static IntervalsSource term(String word) { return Intervals.term(word); }
  static IntervalsSource any(String... words) {
    IntervalsSource[] of = new IntervalsSource[words.length];
    for (int i = 0; i < of.length; i++) of[i] = term(words[i]);
    return Intervals.or(of);
  }
  static IntervalsSource near(int n, IntervalsSource a, IntervalsSource b) { return Intervals.maxgaps(n - 1, Intervals.unorderedNoOverlaps(a, b)); }
  static IntervalsSource before(int n, IntervalsSource a, IntervalsSource b) { return Intervals.maxgaps(n - 1, Intervals.ordered(a, b)); }
  static IntervalsSource unit(IntervalsSource a, IntervalsSource b) { return Intervals.maxwidth(GAP, Intervals.unorderedNoOverlaps(a, b)); }
  static IntervalsSource prefix(String root) { return Intervals.wildcard(new BytesRef(root + "*"), 20000); }
  static Query word(String word) { return new TermQuery(new Term("text", word)); }
  static Query start(String root) { return new PrefixQuery(new Term("text", root)); }
  static Asked text(IntervalsSource... sources) { return new Asked("text", null, sources); }

  static Map<String, Asked> queries() {
    BooleanClause.Occur must = BooleanClause.Occur.MUST, not = BooleanClause.Occur.MUST_NOT;
    Map<String, Asked> of = new HashMap<>();
    of.put("consent", text(term("consent")));
    of.put("third OR parties", text(any("third", "parties")));
    of.put("personal AND location", new Asked("text",
        new BooleanQuery.Builder().add(word("personal"), must).add(word("location"), must).build(), term("personal"), term("location")));
    of.put("advertis! AND location NOT cookie!", new Asked("text",
        new BooleanQuery.Builder().add(start("advertis"), must).add(word("location"), must).add(start("cookie"), not).build(),
        prefix("advertis"), term("location")));
    of.put("\"third party\"", text(Intervals.phrase("third", "party")));
    of.put("\"personal information\"", text(Intervals.phrase("personal", "information")));
    of.put("personal w/5 information", text(near(5, term("personal"), term("information"))));
    of.put("share w/5 consent", text(near(5, term("share"), term("consent"))));
    of.put("share w/10 consent", text(near(10, term("share"), term("consent"))));
    of.put("location pre/5 data", text(before(5, term("location"), term("data"))));
    of.put("(share OR disclose) w/10 (location OR biometric)", text(near(10, any("share", "disclose"), any("location", "biometric"))));
    of.put("(share OR disclose OR sell) w/10 (data OR information)",
        text(near(10, any("share", "disclose", "sell"), any("data", "information"))));
    of.put("(share w/5 data) w/10 consent", text(near(10, near(5, term("share"), term("data")), term("consent"))));
    of.put("(personal w/5 data) w/10 (share OR use)", text(near(10, near(5, term("personal"), term("data")), any("share", "use"))));
    of.put("share w/s consent", new Asked("sentence", null, unit(term("share"), term("consent"))));
    of.put("personal w/s advertising", new Asked("sentence", null, unit(term("personal"), term("advertising"))));
    of.put("share w/p consent", new Asked("paragraph", null, unit(term("share"), term("consent"))));
    of.put("location w/p advertising", new Asked("paragraph", null, unit(term("location"), term("advertising"))));
    of.put("disclos! w/10 part!", text(near(10, prefix("disclos"), prefix("part"))));
    return of;
  }

  static void index(Path texts, Directory directory) throws Exception {
    String[] documents = new String(Files.readAllBytes(texts), StandardCharsets.UTF_8).split("\f");
    long started = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(new Units()).setRAMBufferSizeMB(120);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String text : documents) {
        Document document = new Document();
        for (String paragraph : text.split("\n")) {
          String plain = paragraph.replace('\u000b', ' ');
          document.add(new TextField("text", plain, Field.Store.NO));
          document.add(new TextField("paragraph", plain, Field.Store.NO));
          for (String sentence : paragraph.split("\u000b")) document.add(new TextField("sentence", sentence, Field.Store.NO));
        }
        writer.addDocument(document);
      }
    }
    System.out.printf(Locale.ROOT, "%d documents, three fields: %.1f MB/s%n", documents.length, Files.size(texts) * 1e3 / (System.nanoTime() - started));
  }

  static Hits run(IndexSearcher searcher, Asked asked) throws Exception {
    Hits hits = new Hits();
    Weight filter = asked.filter == null ? null
        : searcher.createWeight(searcher.rewrite(asked.filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      if (filter == null) list(asked.sources[0].intervals(asked.field, leaf), leaf.docBase, hits);
      else filtered(filter, asked, leaf, hits);
    }
    return hits;
  }

  static void list(IntervalIterator intervals, int base, Hits hits) throws Exception {
    if (intervals == null) return;
    for (int doc = intervals.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = intervals.nextDoc()) {
      int before = hits.size;
      while (intervals.nextInterval() != IntervalIterator.NO_MORE_INTERVALS) hits.add(base + doc, intervals.start(), intervals.end());
      if (hits.size > before) hits.documents++;
    }
  }

  static void filtered(Weight filter, Asked asked, LeafReaderContext leaf, Hits hits) throws Exception {
    Scorer scorer = filter.scorer(leaf);
    if (scorer == null) return;
    DocIdSetIterator documents = scorer.iterator();
    List<IntervalIterator> sources = new ArrayList<>();
    for (IntervalsSource source : asked.sources) {
      IntervalIterator intervals = source.intervals(asked.field, leaf);
      if (intervals != null) sources.add(intervals);
    }
    for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
      hits.documents++;
      for (IntervalIterator intervals : sources) {
        int at = intervals.docID() < doc ? intervals.advance(doc) : intervals.docID();
        if (at != doc) continue;
        while (intervals.nextInterval() != IntervalIterator.NO_MORE_INTERVALS) hits.add(leaf.docBase + doc, intervals.start(), intervals.end());
      }
    }
  }

  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[2]);
    BooleanQuery.setMaxClauseCount(20000);
    Map<String, Asked> known = queries();
    try (Directory directory = new MMapDirectory(Files.createDirectories(Paths.get(args[1])))) {
      index(Paths.get(args[0]), directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        System.out.println(reader.leaves().size() + " segments");
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        for (int warm = 0; warm < 30; warm++) for (int i = 3; i < args.length; i++) run(searcher, known.get(args[i]));
        for (int i = 3; i < args.length; i++) {
          double[] times = new double[runs];
          Hits hits = null;
          for (int j = 0; j < runs; j++) {
            long from = System.nanoTime();
            hits = run(searcher, known.get(args[i]));
            times[j] = (System.nanoTime() - from) / 1e6;
          }
          Arrays.sort(times);
          System.out.printf(Locale.ROOT, "%.4f\t%.4f\t%d\t%d%n", times[(runs - 1) / 2], times[(int) Math.round((runs - 1) * 0.99)], hits.documents, hits.size / 3);
        }
      }
    }
  }
}
