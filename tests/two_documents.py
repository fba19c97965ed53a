"""Two made-up documents that stand one after the other in a file. What is expected of them stands with each test."""

HOUSING = """大鹏市人才公寓管理办法
第一条 为规范管理，制定本办法。
第二条 每人每月补贴600元。
大鹏市住房和建设局
2024年3月1日
"""
TRADE = """大鹏市支持跨境电商发展若干措施
一、支持园区
对园区给予奖励10万元。
二、支持企业
对企业给予补贴，单家企业最高不超过20万元。（责任单位：市商务局）
本措施自2024年1月1日起施行。
大鹏市人民政府
2024年1月5日
"""
