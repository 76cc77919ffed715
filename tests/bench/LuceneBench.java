// The queries of tests/bench/search.rs on Lucene 8, over the documents that it exports.
//   PINCITE_BENCH_EXPORT=corpus.txt cargo bench --bench search
//   javac -cp "/usr/share/java/*" -d out tests/bench/LuceneBench.java && java -cp "/usr/share/java/*:out" LuceneBench corpus.txt
// Documents are separated by form feeds. Counts are exact; Lucene stops at the first match of a
// document, while the other program finds every match and counts the passages.
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queries.intervals.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.BytesRef;

public class LuceneBench {
  static IntervalsSource term(String word) { return Intervals.term(word); }
  static IntervalsSource any(IntervalsSource... of) { return Intervals.or(of); }
  static IntervalsSource near(int n, IntervalsSource... of) { return Intervals.maxgaps(n - 1, Intervals.unorderedNoOverlaps(of[0], of[1])); }
  static IntervalsSource before(int n, IntervalsSource... of) { return Intervals.maxgaps(n - 1, Intervals.ordered(of)); }
  static IntervalsSource prefix(String root) { return Intervals.wildcard(new BytesRef(root + "*"), 20000); }
  static Query in(IntervalsSource source) { return new IntervalQuery("text", source); }
  static Query word(String word) { return new TermQuery(new Term("text", word)); }
  static Query start(String root) { return new PrefixQuery(new Term("text", root)); }

  static Query join(BooleanClause.Occur[] occurs, Query... queries) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (int i = 0; i < queries.length; i++) builder.add(queries[i], occurs[i]);
    return builder.build();
  }

  public static void main(String[] args) throws Exception {
    BooleanQuery.setMaxClauseCount(20000);
    String[] texts = new String(Files.readAllBytes(Paths.get(args[0])), StandardCharsets.UTF_8).split("\f");
    Path folder = Files.createTempDirectory("lucene");
    long bytes = Files.size(Paths.get(args[0]));
    try (Directory directory = new MMapDirectory(folder)) {
      long started = System.nanoTime();
      IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer(CharArraySet.EMPTY_SET)).setRAMBufferSizeMB(120);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (String text : texts) {
          Document document = new Document();
          document.add(new TextField("text", text, Field.Store.NO));
          writer.addDocument(document);
        }
      }
      System.out.printf("%d documents, index: %.1f MB/s%n", texts.length, bytes * 1e3 / (System.nanoTime() - started));
      BooleanClause.Occur must = BooleanClause.Occur.MUST, should = BooleanClause.Occur.SHOULD, not = BooleanClause.Occur.MUST_NOT;
      Map<String, Query> queries = new LinkedHashMap<>();
      queries.put("consent", word("consent"));
      queries.put("third OR parties", join(new BooleanClause.Occur[] {should, should}, word("third"), word("parties")));
      queries.put("\"third party\"", new PhraseQuery("text", "third", "party"));
      queries.put("\"personal information\"", new PhraseQuery("text", "personal", "information"));
      queries.put("personal w/5 information", in(near(5, term("personal"), term("information"))));
      queries.put("share w/10 consent", in(near(10, term("share"), term("consent"))));
      queries.put("location pre/5 data", in(before(5, term("location"), term("data"))));
      queries.put("(share OR disclose OR sell) w/10 (location OR biometric)",
          in(near(10, any(term("share"), term("disclose"), term("sell")), any(term("location"), term("biometric")))));
      queries.put("(share w/5 data) w/20 consent", in(near(20, near(5, term("share"), term("data")), term("consent"))));
      queries.put("disclos! w/10 part!", in(near(10, prefix("disclos"), prefix("part"))));
      queries.put("advertis! AND location NOT cookie!",
          join(new BooleanClause.Occur[] {must, must, not}, start("advertis"), word("location"), start("cookie")));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        for (int warm = 0; warm < 5; warm++) for (Query query : queries.values()) searcher.search(query, new TotalHitCountCollector());
        for (Map.Entry<String, Query> entry : queries.entrySet()) {
          double[] times = new double[9];
          int count = 0;
          for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            TopScoreDocCollector top = TopScoreDocCollector.create(20, Integer.MAX_VALUE);
            searcher.search(entry.getValue(), top);
            count = top.getTotalHits();
            times[i] = (System.nanoTime() - from) / 1e6;
          }
          Arrays.sort(times);
          System.out.printf("%8.1f ms %6d documents  %s%n", times[4], count, entry.getKey());
        }
      }
    }
  }
}
